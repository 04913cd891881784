package myidc.billing;

import static myidc.billing.OwnPrices.hourly;
import static myidc.billing.OwnPrices.own;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Currency;
import java.util.Optional;
import myidc.billing.PriceBookCommand.PublishPriceBook;
import myidc.billing.rating.PriceEntry;
import myidc.billing.rating.Sku;
import myidc.billing.read.PriceBooks;
import myidc.platform.axon.Commands;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import org.junit.jupiter.api.Test;

/** Prices are kept between questions, and yet never other ones than those of the books. */
@QuarkusTest
class PublishedPricesTest {
    private static final Currency KRW = Currency.getInstance("KRW");
    private static final String CHARGE = "instance:kept-prices";

    @Inject
    BillingStory story;

    @Inject
    OwnPrices ownPrices;

    @Inject
    Commands commands;

    @Inject
    PriceBooks books;

    @Test
    void aPriceHoldsFromItsPublishingOnAndForItsTenantOnly() {
        TenantId tenant = story.tenantOpened("2031-01-01T00:00:00", "KRW");
        TenantId other = story.tenantOpened("2031-01-01T00:00:00", "KRW");
        assertThat(price(tenant)).isEmpty();

        PriceBookId book =
                ownPrices.drafted(tenant, "KRW", own(CHARGE, hourly("7", "900"), "2031-02-01T00:00:00", null));
        assertThat(price(tenant)).isEmpty();
        commands.send(new PublishPriceBook(book));

        assertThat(price(tenant)).isPresent();
        assertThat(price(other)).isEmpty();
    }

    @Test
    void aPriceThatWasRolledBackIsNotKept() {
        TenantId tenant = story.tenantOpened("2031-01-01T00:00:00", "KRW");
        PriceBookId book =
                ownPrices.drafted(tenant, "KRW", own(CHARGE, hourly("8", "900"), "2031-02-01T00:00:00", null));

        assertThatThrownBy(() -> commands.perform(() -> commands.send(new PublishPriceBook(book)), () -> {
                    assertThat(price(tenant)).isPresent();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessageContaining("changed my mind");

        assertThat(price(tenant)).isEmpty();
    }

    private Optional<PriceEntry> price(TenantId tenant) {
        return books.inForce(KRW, tenant).find(new Sku(CHARGE, null), BillingStory.at("2031-03-01T00:00:00"));
    }
}
