package myidc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeTest {
    @Test
    void aPlanIsNamedAfterItsSizeAndPricedByIt() {
        Size small = new Size(1, 1_792);

        assertThat(small.planId()).isEqualTo("demo-1c-1792m");
        assertThat(small.label()).isEqualTo("1 vCPU, 1.75 GB");
        assertThat(small.diskGb()).isEqualTo(18);
        assertThat(small.hourly()).isEqualByComparingTo("0.13");
        assertThat(small.monthlyCap()).isEqualByComparingTo("86.67");
    }

    @Test
    void theSmallestPlanHasTenGbOfDisk() {
        assertThat(new Size(1, 768).diskGb()).isEqualTo(10);
    }
}
