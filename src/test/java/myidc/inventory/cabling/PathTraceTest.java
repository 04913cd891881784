package myidc.inventory.cabling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import myidc.inventory.cabling.PathTrace.Link;
import myidc.inventory.cabling.PathTrace.Path;
import myidc.inventory.cabling.PathTrace.Socket;
import org.junit.jupiter.api.Test;

class PathTraceTest {
    private static final Socket SERVER = new Socket(1, "eth0");
    private static final Socket FRONT = new Socket(2, "front-7");
    private static final Socket REAR = new Socket(2, "rear-7");
    private static final Socket SWITCH = new Socket(3, "Ethernet1");

    @Test
    void aPathGoesThroughPatchPanelsToTheFarEnd() {
        Path path = trace(
                Map.of(SERVER, new Link(10, FRONT), REAR, new Link(11, SWITCH)), Map.of(FRONT, REAR, REAR, FRONT));

        assertThat(path.steps()).extracting(PathTrace.Step::cableId).containsExactly(10L, 11L);
        assertThat(path.end()).isEqualTo(SWITCH);
        assertThat(path.loops()).isFalse();
    }

    @Test
    void aPathEndsWhereNoCableLeaves() {
        assertThat(trace(Map.of(), Map.of()).steps()).isEmpty();
        assertThat(trace(Map.of(SERVER, new Link(10, FRONT)), Map.of(FRONT, REAR))
                        .end())
                .isEqualTo(FRONT);
    }

    @Test
    void aPathThatMeetsItselfEndsAndSaysSo() {
        Path path = trace(Map.of(SERVER, new Link(10, FRONT), REAR, new Link(11, SERVER)), Map.of(FRONT, REAR));

        assertThat(path.loops()).isTrue();
        assertThat(path.steps()).hasSize(2);
    }

    private static Path trace(Map<Socket, Link> cables, Map<Socket, Socket> behind) {
        return PathTrace.from(
                SERVER,
                socket -> Optional.ofNullable(cables.get(socket)),
                socket -> Optional.ofNullable(behind.get(socket)));
    }
}
