package dev.shopplatform.operator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Some of what a real server adds to objects: what the plan depends on, and some that it has to overlook. */
final class Defaults {
    private Defaults() {}

    static void set(ApiServer.Ref ref, Map<List<String>, JsonNode> leaves) {
        switch (ref.plural()) {
            case "deployments" -> {
                leaves.putIfAbsent(Stored.REPLICAS, JsonNodeFactory.instance.numberNode(1));
                leaves.putIfAbsent(List.of("spec", "progressDeadlineSeconds"), JsonNodeFactory.instance.numberNode(600));
                pods(leaves);
            }
            case "statefulsets" -> pods(leaves);
            case "services" -> {
                leaves.putIfAbsent(List.of("spec", "clusterIP"), new TextNode(address(ref.name())));
                leaves.putIfAbsent(List.of("spec", "sessionAffinity"), new TextNode("None"));
            }
            default -> { }
        }
    }

    private static void pods(Map<List<String>, JsonNode> leaves) {
        leaves.putIfAbsent(List.of("spec", "template", "spec", "restartPolicy"), new TextNode("Always"));
        for (List<String> path : new ArrayList<>(leaves.keySet())) {
            if (path.getLast().equals("image")) {
                List<String> policy = new ArrayList<>(path.subList(0, path.size() - 1));
                policy.add("imagePullPolicy");
                leaves.putIfAbsent(List.copyOf(policy), new TextNode("IfNotPresent"));
            }
        }
    }

    /** The same for the same name, so that worlds can be compared. */
    private static String address(String name) {
        int hash = name.hashCode() & 0xffff;
        return "10.96." + (hash >> 8) + "." + (hash & 0xff);
    }
}
