package dev.shopplatform.operator.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.StandardHttpRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An API server in memory, as far as the operator and what plays the controllers' part need one: server-side apply with owners
 * of fields, preconditions, resource versions, generations, some defaults, and fields that may not change.
 */
public final class ApiServer {
    /** YAML, of which JSON is a part: the client sends an apply as YAML. */
    private static final ObjectMapper PARSER = new ObjectMapper(new YAMLFactory());

    private static final Set<List<String>> IDENTITY = Set.of(
        List.of("metadata", "uid"), List.of("metadata", "resourceVersion"), List.of("metadata", "generation"));

    /** Manager of what is created rather than applied. */
    private static final String CREATED = "create";

    private static final Map<String, List<List<String>>> IMMUTABLE = Map.of(
        "deployments", List.of(List.of("spec", "selector")),
        "statefulsets", List.of(List.of("spec", "selector"), List.of("spec", "serviceName"), List.of("spec", "volumeClaimTemplates")),
        "secrets", List.of(List.of("data")));

    private final Map<Ref, Stored> objects = new TreeMap<>();
    private final KubernetesClient client = new KubernetesClientBuilder()
        .withConfig(withoutRetries())
        .withHttpClientFactory(new InMemoryHttp(this::answer))
        .build();
    private final List<String> requests = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private Faults faults = request -> Faults.Fault.NONE;
    private long revision = 100;
    private long uids;

    /** What goes wrong between the client and the server. */
    public interface Faults {
        /** The kinds of fault. */
        enum Fault {
            NONE,
            /** Nothing is done. */
            REFUSED,
            /** It is done, but the client does not hear of it. */
            ANSWER_LOST
        }

        Fault next(String request);
    }

    /** Where an object is. */
    record Ref(String plural, String namespace, String name) implements Comparable<Ref> {
        @Override
        public int compareTo(Ref other) {
            return toString().compareTo(other.toString());
        }
    }

    private static Config withoutRetries() {
        Config config = Config.empty();
        config.setRequestRetryBackoffLimit(0);
        return config;
    }

    public KubernetesClient client() {
        return client;
    }

    /** Changes whenever anything does. */
    public long revision() {
        return revision;
    }

    /** What was asked for since the last call. */
    public List<String> takeRequests() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** Changes of fields that may not change. */
    public List<String> refusals() {
        return refusals;
    }

    public void failWith(Faults between) {
        this.faults = between;
    }

    public <R extends HasMetadata> Optional<R> find(Class<R> kind, String namespace, String name) {
        return Optional.ofNullable(objects.get(new Ref(HasMetadata.getPlural(kind), namespace, name))).map(stored -> typed(kind, stored));
    }

    public <R extends HasMetadata> List<R> list(Class<R> kind) {
        return stored(kind).values().stream().map(stored -> typed(kind, stored)).toList();
    }

    Map<Ref, Stored> stored(Class<? extends HasMetadata> kind) {
        String plural = HasMetadata.getPlural(kind);
        return objects.entrySet().stream()
            .filter(entry -> entry.getKey().plural().equals(plural))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    <R extends HasMetadata> R typed(Class<R> kind, Stored stored) {
        return client.getKubernetesSerialization().convertValue(stored.json(), kind);
    }

    /** Makes an object that is not the operator's. */
    public void create(HasMetadata object) {
        Ref ref = ref(object);
        objects.put(ref, Stored.empty(Optional.ofNullable(object.getMetadata().getUid()).orElseGet(this::nextUid)));
        change(ref, stored -> {
            stored.apply(CREATED, leaves(client.getKubernetesSerialization().convertValue(object, ObjectNode.class)));
            return stored;
        });
    }

    /** Changes one field as kubectl edit or a controller would. */
    public void edit(String manager, HasMetadata object, List<String> field, JsonNode value) {
        change(ref(object), stored -> {
            stored.set(manager, field, value);
            return stored;
        });
    }

    /** Sets the status, which has no generation. */
    public void setStatus(HasMetadata object, Object status) {
        JsonNode json = client.getKubernetesSerialization().convertValue(status, JsonNode.class);
        edit("kube-controller-manager", object, List.of("status"), json);
    }

    public void delete(HasMetadata object) {
        if (objects.remove(ref(object)) != null) {
            revision++;
        }
    }

    private static Ref ref(HasMetadata object) {
        return new Ref(HasMetadata.getPlural(object.getClass()), object.getMetadata().getNamespace(), object.getMetadata().getName());
    }

    private String nextUid() {
        return "uid-" + ++uids;
    }

    private Stored change(Ref ref, UnaryOperator<Stored> change) {
        Stored before = objects.get(ref);
        Stored after = (before != null ? before : Stored.empty(nextUid())).change(revision + 1, stored -> {
            change.apply(stored);
            Defaults.set(ref, stored.leaves());
            return stored;
        });
        if (after != before) {
            revision++;
            objects.put(ref, after);
        }
        return after;
    }

    private InMemoryHttp.Answer answer(StandardHttpRequest request) {
        String line = request.method() + " " + request.uri().getPath();
        requests.add(line);
        Faults.Fault fault = faults.next(line);
        if (fault == Faults.Fault.REFUSED) {
            return failure(503, "ServiceUnavailable", "the server is too busy");
        }
        InMemoryHttp.Answer answer = carryOut(request);
        return fault == Faults.Fault.ANSWER_LOST ? failure(504, "Timeout", "the answer was lost") : answer;
    }

    private InMemoryHttp.Answer carryOut(StandardHttpRequest request) {
        String[] parts = request.uri().getPath().replaceAll(".*/namespaces/", "").split("/");
        Ref ref = new Ref(parts[1], parts[0], parts.length > 2 ? parts[2] : "");
        return switch (request.method()) {
            case "GET" -> Optional.ofNullable(objects.get(ref)).map(ApiServer::ok).orElseGet(ApiServer::notFound);
            case "DELETE" -> delete(ref, body(request));
            case "POST" -> post(ref, body(request));
            case "PATCH" -> ref.plural().equals("events") ? ok(objects.get(ref)) : apply(ref, request);
            default -> throw new UnsupportedOperationException(request.method() + " " + request.uri());
        };
    }

    private InMemoryHttp.Answer apply(Ref ref, StandardHttpRequest request) {
        Map<String, String> query = query(request);
        if (!request.getContentType().startsWith("application/apply-patch") || !"true".equals(query.get("force"))) {
            throw new UnsupportedOperationException(request.uri() + " is not an apply with force");
        }
        JsonNode config = body(request);
        Stored before = objects.get(ref);
        JsonNode version = config.at("/metadata/resourceVersion");
        JsonNode uid = config.at("/metadata/uid");
        if (before == null ? !uid.isMissingNode() : differs(version, String.valueOf(before.resourceVersion())) || differs(uid, before.uid())) {
            return failure(409, "Conflict", "the object has been modified");
        }
        Map<List<String>, JsonNode> wanted = leaves(config);
        Optional<List<String>> immutable = before == null ? Optional.empty() : IMMUTABLE.getOrDefault(ref.plural(), List.of()).stream()
            .filter(field -> !Objects.equals(under(field, wanted), under(field, before.leaves())) && !under(field, wanted).isEmpty())
            .findFirst();
        if (immutable.isPresent()) {
            refusals.add(ref + ": " + immutable.get());
            return failure(422, "Invalid", String.join(".", immutable.get()) + ": field is immutable");
        }
        return ok(change(ref, stored -> {
            stored.apply(query.get("fieldManager"), wanted);
            return stored;
        }));
    }

    private static Map<List<String>, JsonNode> under(List<String> field, Map<List<String>, JsonNode> leaves) {
        Map<List<String>, JsonNode> found = new HashMap<>(leaves);
        found.keySet().removeIf(path -> path.size() < field.size() || !path.subList(0, field.size()).equals(field));
        return found;
    }

    private static boolean differs(JsonNode given, String actual) {
        return !given.isMissingNode() && !given.asText().equals(actual);
    }

    private InMemoryHttp.Answer delete(Ref ref, JsonNode options) {
        Stored stored = objects.get(ref);
        if (stored == null) {
            return notFound();
        }
        if (differs(options.at("/preconditions/resourceVersion"), String.valueOf(stored.resourceVersion()))
                || differs(options.at("/preconditions/uid"), stored.uid())) {
            return failure(409, "Conflict", "the object has been modified");
        }
        objects.remove(ref);
        revision++;
        return ok(stored);
    }

    private InMemoryHttp.Answer post(Ref collection, JsonNode object) {
        Ref ref = new Ref(collection.plural(), collection.namespace(), object.at("/metadata/name").asText());
        if (objects.containsKey(ref)) {
            return failure(409, "AlreadyExists", "it exists");
        }
        return ok(change(ref, stored -> {
            stored.apply(CREATED, leaves(object));
            return stored;
        }));
    }

    private static Map<List<String>, JsonNode> leaves(JsonNode object) {
        Map<List<String>, JsonNode> leaves = Leaves.of(object);
        leaves.keySet().removeAll(IDENTITY);
        return leaves;
    }

    private static JsonNode body(StandardHttpRequest request) {
        try {
            return request.bodyString() == null ? JsonNodeFactory.instance.objectNode() : PARSER.readTree(request.bodyString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Map<String, String> query(StandardHttpRequest request) {
        return Stream.of(Optional.ofNullable(request.uri().getQuery()).orElse("").split("&"))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static InMemoryHttp.Answer ok(Stored stored) {
        return new InMemoryHttp.Answer(200, stored.json());
    }

    private static InMemoryHttp.Answer notFound() {
        return failure(404, "NotFound", "it does not exist");
    }

    private static InMemoryHttp.Answer failure(int code, String reason, String message) {
        return new InMemoryHttp.Answer(code, JsonNodeFactory.instance.objectNode()
            .put("kind", "Status").put("apiVersion", "v1").put("status", "Failure")
            .put("reason", reason).put("message", message).put("code", code));
    }
}
