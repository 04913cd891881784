package myidc.billing.reconcile;

import static myidc.billing.BillingStory.at;
import static myidc.billing.OwnPrices.flat;
import static myidc.billing.OwnPrices.hourly;
import static myidc.billing.OwnPrices.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import myidc.billing.BillingRefusal;
import myidc.billing.BillingStory;
import myidc.billing.BudgetCommand.Limits;
import myidc.billing.BudgetCommand.SetBudget;
import myidc.billing.OwnPrices;
import myidc.billing.event.PriceTerms;
import myidc.billing.rating.Sku;
import myidc.billing.read.Accounts;
import myidc.billing.read.Budgets;
import myidc.billing.read.Charges;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.db.Sql;
import myidc.shared.Refused;
import myidc.shared.id.BudgetId;
import myidc.shared.id.InstanceId;
import myidc.shared.id.TenantId;
import myidc.shared.time.BillingMonth;
import org.junit.jupiter.api.Test;

/** A hard limit on a day of June: what is foreseen by the tenant's own prices decides. */
@QuarkusTest
@TestTransaction
class BudgetGuardTest {
    private static final String CURRENCY = "RON";
    private static final AtomicLong INSTANCES = new AtomicLong(930_000_000L);

    @Inject
    BillingStory story;

    @Inject
    OwnPrices prices;

    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    @Inject
    Accounts accounts;

    @Inject
    Budgets budgets;

    @Inject
    Charges charges;

    @Inject
    Sql sql;

    private final long web = INSTANCES.incrementAndGet();
    private TenantId tenant = new TenantId(1);

    @Test
    void oneMoreMachinePassesTheLimitAndIsRefusedWithTheFigures() {
        given(hourly("0.10", "60"), hourly("0.20", "120"), "90.00");
        story.provisioned(tenant, web, "small", "2026-06-01T00:00");

        assertThatThrownBy(() -> on("2026-06-16T00:00").mayAdd(tenant, new Sku("instance:small", "cn-sha")))
                .isInstanceOfSatisfying(Refused.class, no -> {
                    assertThat(no.refusal()).isEqualTo(BillingRefusal.BUDGET_EXCEEDED);
                    assertThat(no.detail())
                            .contains("60.00 RON")
                            .contains("36.00 RON")
                            .contains("96.00 RON")
                            .contains("limit of 90.00 RON");
                });
    }

    @Test
    void oneThatStaysBelowTheLimitMayBeMade() {
        given(hourly("0.10", "60"), hourly("0.20", "120"), "96.00");
        story.provisioned(tenant, web, "small", "2026-06-01T00:00");

        assertThatCode(() -> on("2026-06-16T00:00").mayAdd(tenant, new Sku("instance:small", "cn-sha")))
                .doesNotThrowAnyException();
    }

    @Test
    void aResizeCountsTheRestOfTheMonthOnceAndNotAsBothSizes() {
        given(hourly("0.10", "100"), hourly("0.20", "200"), "108.00");
        story.provisioned(tenant, web, "small", "2026-06-01T00:00");
        InstanceId machine = new InstanceId(web);

        assertThatCode(() -> on("2026-06-16T00:00").mayResize(tenant, machine, new Sku("instance:big", "cn-sha")))
                .as("36 for the first half and 72 for the second are 108")
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> on("2026-06-15T00:00").mayResize(tenant, machine, new Sku("instance:big", "cn-sha")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void whatMakesTheMonthCheaperIsNeverRefused() {
        given(hourly("0.10", "100"), hourly("0.20", "200"), "10.00");
        story.provisioned(tenant, web, "big", "2026-06-01T00:00");

        assertThatCode(() -> on("2026-06-16T00:00")
                        .mayResize(tenant, new InstanceId(web), new Sku("instance:small", "cn-sha")))
                .doesNotThrowAnyException();
    }

    @Test
    void aPriceByTheMonthCountsLikeOneByTheHour() {
        given(flat("60"), flat("300"), "100.00");

        assertThatCode(() -> on("2026-06-16T00:00").mayAdd(tenant, new Sku("instance:small", "cn-sha")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> on("2026-06-16T00:00").mayAdd(tenant, new Sku("instance:big", "cn-sha")))
                .isInstanceOf(Refused.class);
    }

    private void given(PriceTerms small, PriceTerms big, String limit) {
        tenant = story.tenantOpened("2026-06-01T00:00", CURRENCY);
        prices.published(
                tenant,
                CURRENCY,
                own("instance:small", small, "2026-01-01T00:00", null),
                own("instance:big", big, "2026-01-01T00:00", null));
        commands.send(new SetBudget(
                new BudgetId(sequences.next("budget")),
                tenant,
                new Limits("Cloud", CURRENCY, new BigDecimal(limit), List.of(80), true)));
    }

    private BudgetGuard on(String local) {
        return new BudgetGuard(accounts, budgets, charges, sql, Clock.fixed(at(local), BillingMonth.DEFAULT_ZONE));
    }
}
