{{/* The operator's configuration: what is not set here keeps the operator's own default. */}}
{{- define "shop-operator.env" -}}
env:
- name: QUARKUS_LOG_LEVEL
  value: {{ .Values.logLevel }}
{{- with .Values.javaOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.images.registry }}
- name: SHOP_IMAGES_REGISTRY
  value: {{ . | quote }}
{{- end }}
{{- with .Values.images.nginx }}
- name: SHOP_IMAGES_NGINX
  value: {{ . | quote }}
{{- end }}
{{- with .Values.images.postgres }}
- name: SHOP_IMAGES_POSTGRES
  value: {{ . | quote }}
{{- end }}
{{- with .Values.watchNamespaces }}
- name: SHOP_WATCH_NAMESPACES
  value: {{ join "," . | quote }}
{{- end }}
{{- if gt (int .Values.replicas) 1 }}
- name: SHOP_LEADER_ELECTION_ENABLED
  value: "true"
- name: SHOP_LEADER_ELECTION_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}
