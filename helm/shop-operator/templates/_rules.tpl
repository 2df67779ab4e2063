{{/*
What the operator may do in the namespaces that it watches: what it does, and nothing else. Server-side apply is a patch, and
needs create as well where the object does not exist yet.
*/}}
{{- define "shop-operator.rules" -}}
# The platforms: read, and told how they are.
- apiGroups: [shopplatform.dev]
  resources: [shopplatforms]
  verbs: [list, watch]
- apiGroups: [shopplatform.dev]
  resources: [shopplatforms/status]
  verbs: [patch]
# The children keep their owner from being deleted before them. Clusters that enforce permissions for owner references, OpenShift
# for one, ask for this.
- apiGroups: [shopplatform.dev]
  resources: [shopplatforms/finalizers]
  verbs: [update]
# The children. Get finds out whose object it is that has taken a child's name.
- apiGroups: [""]
  resources: [configmaps, serviceaccounts, services]
  verbs: [create, delete, get, list, patch, watch]
# Secrets are made and deleted, never changed. They are listed and watched as a change of one rolls the pods that read it; the operator
# keeps nothing of their values. RBAC cannot tell the ones that it makes from the others: watchNamespaces narrows where it holds.
- apiGroups: [""]
  resources: [secrets]
  verbs: [create, delete, get, list, watch]
- apiGroups: [apps]
  resources: [deployments, statefulsets]
  verbs: [create, delete, get, list, patch, watch]
- apiGroups: [autoscaling]
  resources: [horizontalpodautoscalers]
  verbs: [create, delete, get, list, patch, watch]
- apiGroups: [policy]
  resources: [poddisruptionbudgets]
  verbs: [create, delete, get, list, patch, watch]
- apiGroups: [networking.k8s.io]
  resources: [networkpolicies]
  verbs: [create, delete, get, list, patch, watch]
- apiGroups: [networking.istio.io]
  resources: [destinationrules, gateways, virtualservices]
  verbs: [create, delete, get, list, patch, watch]
# The pods' own reasons for not being ready.
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
# News for kubectl describe. Get and patch count the same news again.
- apiGroups: [""]
  resources: [events]
  verbs: [create, get, patch]
{{- end }}
