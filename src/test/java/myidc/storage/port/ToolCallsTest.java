package myidc.storage.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Tool;
import myidc.storage.port.ToolCalls.Call;
import myidc.storage.report.PoolOutputs;
import myidc.storage.report.PoolOutputs.Output;
import org.junit.jupiter.api.Test;

/** What is run on machines that hold customers' data is a short list, and this is it. */
class ToolCallsTest {
    private static final Map<PoolKind, String> TARGETS = Map.of(
            PoolKind.VDO, "vg/pool",
            PoolKind.LVM_THIN, "vg/pool",
            PoolKind.ZFS, "tank",
            PoolKind.SDFS, "/srv/sdfs",
            PoolKind.CEPH, "rbd",
            PoolKind.FILES, "/srv/images");
    private static final Output FOUND = new Output(
            Tool.FIND,
            "1:2 100 8 /srv/images/a b.qcow2\n1:3 100 8 /srv/images/--help\n1:4 100 0 /srv/images/empty\nodd\n");

    @Test
    void onlyTheseProgramsAreRunWithTheseWords() {
        assertThat(calls().map(call -> String.join(
                        " ",
                        call.command().subList(0, Math.min(2, call.command().size())))))
                .containsOnly(
                        "vdostats --verbose",
                        "dmsetup status",
                        "lvs --reportformat",
                        "zpool list",
                        "zfs list",
                        "sdfscli --volume-info",
                        "df -B1",
                        "ceph df",
                        "ceph osd",
                        "rbd du",
                        "find /srv/images",
                        "qemu-img info",
                        "filefrag -v");
    }

    @Test
    void noCommandPrintsASecretOrChangesAnything() {
        List<String> never = List.of(
                "--dse-info",
                "auth",
                "key",
                "keyring",
                "-exec",
                "-delete",
                "-fprintf",
                "destroy",
                "set",
                "message",
                "create",
                "remove",
                "convert",
                "amend",
                "sh",
                "bash",
                "sudo");
        assertThat(calls()).allSatisfy(call -> assertThat(call.command()).doesNotContainAnyElementsOf(never));
    }

    @Test
    void everyOutputIsUnderstoodByItsKind() {
        for (PoolKind kind : PoolKind.values()) {
            assertThat(of(kind))
                    .isNotEmpty()
                    .allSatisfy(call -> assertThat(PoolOutputs.understands(kind, call.tool()))
                            .as(kind + " " + call)
                            .isTrue());
        }
    }

    @Test
    void imagesThatWereFoundAreArgumentsAndNoOptions() {
        List<Call> next = ToolCalls.next(PoolKind.FILES, List.of(FOUND));

        assertThat(next)
                .extracting(call -> String.join("|", call.command()))
                .containsExactly(
                        "qemu-img|info|-U|--output=json|--|/srv/images/a b.qcow2",
                        "filefrag|-v|--|/srv/images/a b.qcow2",
                        "filefrag|-v|--|/srv/images/--help");
        assertThat(next).allMatch(Call::optional);
    }

    @Test
    void manyImagesAreNotAllLookedAt() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            many.append("1:").append(i).append(" 1 8 /srv/images/").append(i).append('\n');
        }

        assertThat(ToolCalls.next(PoolKind.FILES, List.of(new Output(Tool.FIND, many.toString()))))
                .hasSize(200);
    }

    private static Stream<Call> calls() {
        return Arrays.stream(PoolKind.values()).flatMap(kind -> of(kind).stream());
    }

    private static List<Call> of(PoolKind kind) {
        return Stream.concat(
                        ToolCalls.of(kind, TARGETS.get(kind)).stream(), ToolCalls.next(kind, List.of(FOUND)).stream())
                .toList();
    }
}
