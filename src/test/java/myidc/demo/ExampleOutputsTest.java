package myidc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import myidc.storage.event.PoolKind;
import myidc.storage.event.Tool;
import myidc.storage.report.PoolOutputs;
import org.junit.jupiter.api.Test;

class ExampleOutputsTest {
    @Test
    void whatTheDemonstrationPostsIsReadAsItsTools() {
        for (String kind : List.of("VDO", "ZFS", "LVM_THIN", "CEPH", "SDFS", "FILES")) {
            List<PoolOutputs.Output> outputs = new ExampleOutputs(64L << 40, 20L << 40, 1.7)
                    .of(kind).entrySet().stream()
                            .map(one -> new PoolOutputs.Output(Tool.valueOf(one.getKey()), one.getValue()))
                            .toList();

            PoolOutputs.Reading reading =
                    PoolOutputs.read(PoolKind.valueOf(kind), ExampleOutputs.target(kind), outputs);

            assertThat(reading.figures().stored().usedBytes()).as(kind).isPositive();
        }
    }
}
