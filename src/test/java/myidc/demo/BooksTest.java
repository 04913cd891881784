package myidc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BooksTest {
    @Test
    void aPostingToATenantsAccountCounts() {
        assertThat(Books.receivable("    assets:receivable:tenant-3  CNY 1234.56"))
                .isEqualByComparingTo("1234.56");
        assertThat(Books.receivable("    assets:receivable:tenant-3  CNY -0.10  ; line:1, events:a b"))
                .isEqualByComparingTo("-0.10");
    }

    @Test
    void otherAccountsDirectivesAndAssertionsDoNot() {
        assertThat(Books.receivable("    income:instance  CNY -1234.56")).isZero();
        assertThat(Books.receivable("account assets:receivable:tenant-3")).isZero();
        assertThat(Books.receivable("    assets:receivable:tenant-3  CNY 0 = CNY 1234.56"))
                .isZero();
        assertThat(Books.receivable("2026-12-01 * (MYIDC-1) Invoice MYIDC-1")).isZero();
        assertThat(Books.receivable("")).isZero();
    }
}
