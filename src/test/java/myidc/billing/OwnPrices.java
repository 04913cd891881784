package myidc.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import myidc.billing.PriceBookCommand.AddTariff;
import myidc.billing.PriceBookCommand.DraftPriceBook;
import myidc.billing.PriceBookCommand.PublishPriceBook;
import myidc.billing.PriceBookCommand.Scope;
import myidc.billing.event.PriceTerms;
import myidc.billing.event.PriceTerms.Model;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Prices negotiated with one tenant, so that stories of others do not meet them. */
@ApplicationScoped
public class OwnPrices {
    @Inject
    Commands commands;

    @Inject
    Sequences sequences;

    public PriceBookId drafted(TenantId tenant, String currency, Own... prices) {
        PriceBookId book = new PriceBookId(sequences.next("pricebook"));
        commands.send(new DraftPriceBook(book, "Prices of " + tenant.text(), currency));
        for (Own price : prices) {
            commands.send(new AddTariff(
                    book,
                    price.charge(),
                    new Scope(null, tenant, null),
                    price.terms(),
                    BillingStory.at(price.from()),
                    price.until() == null ? null : BillingStory.at(price.until())));
        }
        return book;
    }

    public PriceBookId published(TenantId tenant, String currency, Own... prices) {
        PriceBookId book = drafted(tenant, currency, prices);
        commands.send(new PublishPriceBook(book));
        return book;
    }

    public static Own own(String charge, PriceTerms terms, String from, @Nullable String until) {
        return new Own(charge, terms, from, until);
    }

    public static PriceTerms hourly(String price, String cap) {
        return terms(Model.HOURLY, Map.of("price", price, "cap", cap));
    }

    public static PriceTerms flat(String price) {
        return terms(Model.FLAT, Map.of("price", price));
    }

    public static PriceTerms terms(Model model, Map<String, String> figures) {
        Map<String, BigDecimal> decimals = new LinkedHashMap<>();
        figures.forEach((name, figure) -> decimals.put(name, new BigDecimal(figure)));
        return new PriceTerms(model, decimals, Map.of(), List.of(), List.of());
    }

    /** A price for the one tenant. */
    public record Own(
            String charge,
            PriceTerms terms,
            String from,
            @Nullable String until) {}
}
