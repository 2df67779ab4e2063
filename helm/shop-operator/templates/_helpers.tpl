{{/* The name of the release's objects: short enough for what is appended to it. */}}
{{- define "shop-operator.fullname" -}}
{{- $release := .Release.Name -}}
{{- if not (contains .Chart.Name $release) }}{{ $release = printf "%s-%s" $release .Chart.Name }}{{ end -}}
{{- .Values.fullnameOverride | default $release | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{/* What selects the operator's pods; it never changes. */}}
{{- define "shop-operator.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "shop-operator.labels" -}}
{{ include "shop-operator.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "shop-operator.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{ .Values.serviceAccount.name | default (include "shop-operator.fullname" .) }}
{{- else -}}
{{ required "serviceAccount.name: name the service account to use, as serviceAccount.create is false" .Values.serviceAccount.name }}
{{- end -}}
{{- end }}

{{/* The operator as the subject of a binding. */}}
{{- define "shop-operator.subjects" -}}
subjects:
- kind: ServiceAccount
  name: {{ include "shop-operator.serviceAccount" . }}
  namespace: {{ .Release.Namespace }}
{{- end }}
