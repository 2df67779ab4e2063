package dev.shopplatform.operator.observe;

import java.nio.charset.StandardCharsets;

/** Text that most children contain, so that compression need not learn it anew from each small object. */
final class CompactDictionary {
    static final byte[] BYTES = """
        {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","spec":{"hosts":["http":[{"route":[{"destination":{"host":"\
        "subset":"port":{"number":8080}}}]}]}}DestinationRule","subsets":[{"labels":{"version":"},"name":"\
        {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","spec":{"egress":[{"ports":[{"port":53,"protocol":"UDP"},\
        {"port":53,"protocol":"TCP"}],"to":[{"namespaceSelector":{"matchLabels":{"kubernetes.io/metadata.name":"kube-system"}},\
        "podSelector":{"matchLabels":{"k8s-app":"kube-dns"}}}]}],"ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"\
        "policyTypes":["Ingress","Egress"]}{"apiVersion":"policy/v1","kind":"PodDisruptionBudget","spec":{"maxUnavailable":1,\
        "status":{"currentHealthy":1,"desiredHealthy":1,"disruptionsAllowed":1,"expectedPods":1,"observedGeneration":1}}\
        {"apiVersion":"v1","kind":"Service","spec":{"clusterIP":"10.96.0.1","clusterIPs":["10.96.0.1"],"internalTrafficPolicy":"Cluster",\
        "ipFamilies":["IPv4"],"ipFamilyPolicy":"SingleStack","ports":[{"appProtocol":"http","name":"http","port":8080,\
        "protocol":"TCP","targetPort":"http"}],"sessionAffinity":"None","type":"ClusterIP"},"status":{"loadBalancer":{}}}\
        {"apiVersion":"v1","kind":"ServiceAccount","automountServiceAccountToken":false}{"apiVersion":"v1","kind":"ConfigMap","data":{\
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"annotations":{"deployment.kubernetes.io/revision":"1",\
        "shopplatform.dev/applied":"},"creationTimestamp":"2026-01-01T00:00:00Z","generation":1,"labels":{"app":"\
        "app.kubernetes.io/component":"service","app.kubernetes.io/instance":"shop","app.kubernetes.io/managed-by":"shop-operator",\
        "app.kubernetes.io/name":"user-service","app.kubernetes.io/part-of":"shop"},"name":"order-service","namespace":"default",\
        "ownerReferences":[{"apiVersion":"shopplatform.dev/v1alpha1","blockOwnerDeletion":true,"controller":true,"kind":"ShopPlatform",\
        "name":"shop","uid":"}],"resourceVersion":"1","uid":"},"spec":{"progressDeadlineSeconds":600,"replicas":1,\
        "revisionHistoryLimit":10,"selector":{"matchLabels":{"app":"payment-service","app.kubernetes.io/instance":"shop"}},\
        "strategy":{"rollingUpdate":{"maxSurge":1,"maxUnavailable":0},"type":"RollingUpdate"},"template":{"metadata":{"annotations":\
        {"shopplatform.dev/config-hash":"},"labels":{"app.kubernetes.io/version":"v1","version":"v1"}},"spec":{\
        "automountServiceAccountToken":false,"containers":[{"env":[{"name":"PGHOST","valueFrom":{"secretKeyRef":{"key":"host",\
        "name":"shop-db"}}}],"envFrom":[{"configMapRef":{"name":"image":"imagePullPolicy":"IfNotPresent","lifecycle":{"preStop":\
        {"sleep":{"seconds":5}}},"name":"ports":[{"containerPort":8080,"name":"http","protocol":"TCP"}],"livenessProbe":\
        {"failureThreshold":3,"httpGet":{"path":"/actuator/health/liveness","port":"http","scheme":"HTTP"},"periodSeconds":2,\
        "successThreshold":1,"timeoutSeconds":3},"readinessProbe":{"tcpSocket":{"port":"http"},"resources":{"limits":{"memory":\
        "512Mi"},"requests":{"cpu":"50m","memory":"128Mi"}},"securityContext":{"allowPrivilegeEscalation":false,"capabilities":\
        {"drop":["ALL"]},"readOnlyRootFilesystem":true},"startupProbe":{"terminationMessagePath":"/dev/termination-log",\
        "terminationMessagePolicy":"File","volumeMounts":[{"mountPath":"/tmp","name":"tmp"}]}],"dnsPolicy":"ClusterFirst",\
        "enableServiceLinks":false,"restartPolicy":"Always","schedulerName":"default-scheduler","securityContext":{"fsGroup":65532,\
        "runAsGroup":65532,"runAsNonRoot":true,"runAsUser":65532,"seccompProfile":{"type":"RuntimeDefault"}},"serviceAccount":"\
        "serviceAccountName":"terminationGracePeriodSeconds":45,"volumes":[{"emptyDir":{},"name":"tmp"}]}}},"status":{\
        "availableReplicas":1,"conditions":[{"lastTransitionTime":"2026-01-01T00:00:00Z","lastUpdateTime":"message":"Deployment has \
        minimum availability.","reason":"MinimumReplicasAvailable","status":"True","type":"Available"},{"reason":"NewReplicaSetAvailable",\
        "type":"Progressing"}],"observedGeneration":1,"readyReplicas":1,"replicas":1,"updatedReplicas":1}}
        """.getBytes(StandardCharsets.UTF_8);

    private CompactDictionary() {}
}
