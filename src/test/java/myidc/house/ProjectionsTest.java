package myidc.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;
import myidc.platform.axon.Projection;
import myidc.platform.axon.ProjectionRebuild;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Runs over whatever the other tests left in the store. */
@QuarkusTest
@TestMethodOrder(MethodOrderer.MethodName.class)
class ProjectionsTest {
    @Inject
    ProjectionRebuild rebuilds;

    @Test
    void aRebuildGivesTheLiveRows() {
        assertThat(rebuilds.all()).isNotEmpty().allSatisfy(projection -> {
            ProjectionRebuild.Verdict verdict = rebuilds.verify(projection);
            assertThat(verdict.rebuilt()).as(projection.name()).isEqualTo(verdict.live());
        });
    }

    @Test
    void noTwoProjectionsWriteTheSameTable() {
        Set<String> tables = new HashSet<>();
        for (Projection projection : rebuilds.all()) {
            assertThat(projection.tables())
                    .allSatisfy(table -> assertThat(tables.add(table)).isTrue());
        }
    }
}
