package myidc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvCellsTest {
    @Test
    void cellsAreSplitAtCommasOutsideQuotes() {
        assertThat(CsvCells.of("a,\"b,c\",,\"say \"\"no\"\"\",1.50"))
                .containsExactly("a", "b,c", "", "say \"no\"", "1.50");
    }

    @Test
    void anEmptyLineIsOneEmptyCell() {
        assertThat(CsvCells.of("")).containsExactly("");
    }
}
