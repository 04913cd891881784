package myidc.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists that are taken in pages. */
class PageTest {
    private static final List<Integer> ROWS = IntStream.range(0, 12_345).boxed().toList();

    @Test
    void allRowsAreReadHoweverManyPagesTheyAre() {
        assertThat(Page.all(ask -> Page.cut(ROWS, ask), ROWS.size())).isEqualTo(ROWS);
    }

    @Test
    void moreRowsThanASumIsMadeOfAreRefusedAndNotCutOff() {
        Refused refused =
                catchThrowableOfType(Refused.class, () -> Page.all(ask -> Page.cut(ROWS, ask), ROWS.size() - 1));

        assertThat(refused.refusal()).isEqualTo(CommonRefusal.TOO_MUCH);
        assertThat(refused.detail()).contains("12345", "12344");
    }

    @Test
    void anEmptyListIsOneEmptyPage() {
        assertThat(Page.all(ask -> Page.cut(List.<Integer>of(), ask), 10)).isEmpty();
    }
}
