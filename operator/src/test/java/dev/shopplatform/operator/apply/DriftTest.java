package dev.shopplatform.operator.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What we set, what is there, and whether that is a drift. */
class DriftTest {
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {a: 1}                          | {a: 1, b: 2}                                       | false
        {a: 1}                          | {a: 2}                                             | true
        {a: 1}                          | {}                                                 | true
        {a: {b: {c: x}}}                | {a: {b: {c: y}}}                                   | true
        {a: true}                       | {a: false}                                         | true
        {a: {}}                         | {}                                                 | false
        {a: []}                         | {}                                                 | false
        {a: ''}                         | {}                                                 | false
        {requests: {cpu: 0.5}}          | {requests: {cpu: 500m}}                            | false
        {limits: {memory: 1024Mi}}      | {limits: {memory: 1Gi}}                            | false
        {requests: {cpu: 0.5}}          | {requests: {cpu: 400m}}                            | true
        {cpu: 1000m}                    | {cpu: 1}                                           | true
        {l: [{name: a, v: 1}, {name: b, v: 2}]} | {l: [{name: b, v: 2}, {name: x}, {name: a, v: 1}]} | false
        {l: [{name: a, v: 1}]}          | {l: [{name: a, v: 2}]}                             | true
        {l: [{name: a}]}                | {l: [{name: b}]}                                   | true
        {l: [{mountPath: /a, name: v}, {mountPath: /b, name: v}]} | {l: [{mountPath: /b, name: v}, {mountPath: /a, name: v}]} | false
        {l: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]} | {l: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]} | false
        {l: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]} | {l: [{port: 53, protocol: UDP}, {port: 53, protocol: UDP}]} | true
        {l: [x, y]}                     | {l: [x, y]}                                        | false
        {l: [x, y]}                     | {l: [y, x]}                                        | true
        {l: [x]}                        | {l: [x, y]}                                        | true
        {l: [{to: [{a: 1}]}]}           | {l: [{to: [{a: 1}]}, {}]}                          | true
        """)
    void findsWhatDiffersFromWhatWeSet(String desired, String actual, boolean drifted) {
        assertEquals(!drifted, new Drift(YAML).isNone(resource(desired), resource(actual)));
    }

    private static GenericKubernetesResource resource(String spec) {
        return YAML.unmarshal("apiVersion: v1\nkind: Thing\nspec: " + spec, GenericKubernetesResource.class);
    }
}
