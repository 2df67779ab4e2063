package dev.shopplatform.cluster.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LayoutTest {

    @Test
    void noTwoSlotsShareAnAddress() {
        assertEquals(Layout.SLOTS, slots().mapToObj(Layout::withNode).map(Layout::serviceRange).distinct().count());
        assertEquals(Layout.SLOTS, slots().mapToObj(Layout::withNode).map(Layout::podRange).distinct().count());
        assertEquals(Layout.SLOTS, slots().mapToObj(Layout::nodeAddress).distinct().count());
    }

    @Test
    void theLastSlotIsStillWithinTheServiceNetworks() {
        assertEquals("10.215.240.0/20", Layout.withNode(Layout.SLOTS - 1).serviceRange());
    }

    @Test
    void linkNamesAreShortEnoughForTheKernel() {
        assertTrue(slots().mapToObj(Layout::link).allMatch(name -> name.length() <= 15));
    }

    @Test
    void portsOnTheLoopbackAreFourDifferentOnes() {
        Layout layout = Layout.onLoopback();
        assertEquals(4, IntStream.of(layout.apiPort(), layout.etcdPort(), layout.etcdPeerPort(),
                layout.controllerManagerPort()).distinct().count());
    }

    private static IntStream slots() {
        return IntStream.range(0, Layout.SLOTS);
    }
}
