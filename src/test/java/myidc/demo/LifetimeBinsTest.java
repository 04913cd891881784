package myidc.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifetimeBinsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0,0",
        "1,300,300",
        "12,3600,3600",
        "13,3900,7200",
        "14,7500,10800",
        "35,83100,86400",
        "36,86700,172800",
        "37,173100,259200",
        "44,777900,864000",
        "45,864300,1728000"
    })
    void boundsAreThoseOfTheTrace(int bin, long minS, long maxS) {
        assertThat(LifetimeBins.minS(bin)).isEqualTo(minS);
        assertThat(LifetimeBins.maxS(bin)).isEqualTo(maxS);
    }

    @Test
    void drawsReachBothBoundsAndStayOnTheGrid() {
        SplittableRandom random = new SplittableRandom(1);
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < 1_000; i++) {
            long drawn = LifetimeBins.drawS(13, random);
            assertThat(drawn % 300).isZero();
            least = Math.min(least, drawn);
            most = Math.max(most, drawn);
        }
        assertThat(least).isEqualTo(3_900);
        assertThat(most).isEqualTo(7_200);
    }

    @Test
    void thereIsNoBinBeyondTheLast() {
        assertThatThrownBy(() -> LifetimeBins.maxS(46)).isInstanceOf(IllegalArgumentException.class);
    }
}
