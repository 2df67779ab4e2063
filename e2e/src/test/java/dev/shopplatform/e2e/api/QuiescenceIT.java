package dev.shopplatform.e2e.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.shopplatform.harness.AuditLog;
import dev.shopplatform.harness.OperatorAccess;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The operator asks for nothing that it need not know, and writes nothing that is there. The API server's audit log tells. */
class QuiescenceIT extends OwnOperatorTest {
    private static final int PLATFORMS = 10;
    private static final int IDLE_SECONDS = 25;

    /** The statuses that there are to tell of: begun, seen by the controllers, pods made, pods ready. */
    private static final int STAGES = 4;

    @Test
    void eachChildIsWrittenOnceAndThenThereIsSilence() throws Exception {
        operator().start();
        AuditLog.Mark creation = lab.audit().mark();
        String[] names = new String[PLATFORMS];
        for (int number = 0; number < PLATFORMS; number++) {
            names[number] = "p" + number;
            space.apply(Shops.ALL_KINDS.replace("{name: shop}", "{name: p" + number + "}").replace("catalogue", "c" + number)
                    .replace("prices", "s" + number).replace(": data}", ": d" + number + "}"));
        }
        settled(names);
        List<AuditLog.Request> requests = requests(creation);
        assertEquals(List.of(), requests.stream().filter(request -> !request.isWrite() && !request.verb().equals("watch")).toList());
        Map<String, Long> writes = requests.stream().filter(QuiescenceIT::isChild)
                .collect(Collectors.groupingBy(request -> request.resource() + "/" + request.name(), TreeMap::new, Collectors.counting()));
        assertEquals(space.names().size(), writes.size());
        writes.forEach((child, count) -> assertEquals(1, count, child));
        Map<String, Long> statuses = requests.stream().filter(request -> request.resource().equals("shopplatforms/status"))
                .collect(Collectors.groupingBy(AuditLog.Request::name, Collectors.counting()));
        // A platform of three Deployments and a StatefulSet, each of which goes through its stages.
        statuses.forEach((name, count) -> assertTrue(count <= 4 * STAGES, name + ": " + count));

        Thread.sleep(3000);
        AuditLog.Mark idle = lab.audit().mark();
        Thread.sleep(IDLE_SECONDS * 1000L);
        assertEquals(List.of(), requests(idle).stream().filter(Predicate.not(request -> request.verb().equals("watch"))).toList());

        operator().kill();
        AuditLog.Mark restart = lab.audit().mark();
        operator().start();
        Thread.sleep(5000);
        List<AuditLog.Request> after = requests(restart);
        assertEquals(List.of(), after.stream().filter(AuditLog.Request::isWrite)
                .filter(request -> !request.group().equals("authorization.k8s.io")).toList());
        // The caches are filled with one list of each kind, or a watch that begins with one, and nothing is asked one by one.
        assertEquals(List.of(), after.stream().filter(request -> request.verb().equals("get") && !request.resource().isEmpty()).toList());
    }

    private List<AuditLog.Request> requests(AuditLog.Mark since) {
        return lab.audit().since(since, OperatorAccess.USER).stream()
                .filter(request -> request.namespace().isEmpty() || request.namespace().equals(space.name())).toList();
    }

    private static boolean isChild(AuditLog.Request request) {
        return request.isWrite() && !request.group().equals("shopplatform.dev") && !request.resource().equals("events");
    }
}
