package myidc.api.tenant.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import myidc.billing.reconcile.BudgetGuard.Quote;
import myidc.platform.db.Rehearsal;
import org.jspecify.annotations.Nullable;

/** Marks the answer of a change that was only tried, and says what it would cost. */
@Provider
@Priority(DryRunAnswers.AFTER_ALL_OTHERS)
public final class DryRunAnswers implements ContainerResponseFilter {
    static final int AFTER_ALL_OTHERS = 100;

    private final Rehearsal rehearsal;
    private final ObjectMapper json;

    DryRunAnswers(Rehearsal rehearsal, ObjectMapper json) {
        this.rehearsal = rehearsal;
        this.json = json;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!rehearsal.isHeld() || response.getStatus() >= 300) {
            return;
        }
        response.getHeaders().putSingle("Preference-Applied", DryRunFilter.PREFERENCE);
        JsonNode answer = json.valueToTree(response.getEntity());
        if (answer instanceof ObjectNode object) {
            List<PriceJson> prices = rehearsal.notes().stream()
                    .filter(Quote.class::isInstance)
                    .map(note -> PriceJson.of((Quote) note))
                    .toList();
            object.set("myidc", json.valueToTree(new DryRunJson(true, prices)));
            response.setEntity(object);
        }
    }

    /**
     * What was tried, beyond Linode's contract.
     *
     * @param prices of what would be charged from then on; empty where nothing would be
     */
    record DryRunJson(@JsonProperty("dry_run") boolean dryRun, List<PriceJson> prices) {}

    /**
     * A price, in decimals of the account's currency.
     *
     * @param hourly for all of the quantity; null where the charge has no price by the hour
     * @param monthly the most a month costs; null likewise
     * @param thisMonth by how much the month under way would cost more if it stayed
     */
    record PriceJson(
            String charge,
            String quantity,
            String currency,
            @Nullable String hourly,
            @Nullable String monthly,
            @JsonProperty("this_month") String thisMonth) {
        static PriceJson of(Quote quote) {
            return new PriceJson(
                    quote.charge(),
                    quote.quantity().toPlainString(),
                    quote.thisMonth().currency().getCurrencyCode(),
                    quote.hourly() == null ? null : quote.hourly().toPlainString(),
                    quote.monthly() == null ? null : quote.monthly().toPlainString(),
                    quote.thisMonth().amount().toPlainString());
        }
    }
}
