package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.List;
import myidc.billing.event.AccountEvent.MonthRated;
import myidc.platform.axon.Projection;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;

/** Writes how months were rated, what was measured for them, and what commitments hand on; a statement each. */
@Singleton
@ProcessingGroup("billing.read")
public final class RatedUsageProjection implements Projection {
    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    RatedUsageProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.rated-usage";
    }

    @Override
    public List<String> tables() {
        return List.of("rated_usage_view", "measured_usage_view", "commitment_view");
    }

    @EventHandler
    void on(MonthRated fact, @SequenceNumber Long sequence) {
        Object[] whose = {fact.accountId().value(), fact.month().atDay(1)};
        String event = fact.accountId().text() + "#" + sequence;
        sql.later(
                "insert into rated_usage_view (account_id, month, resource, charge, from_at, place, price_entry, quantity,"
                        + " unit, formula, inputs, event) select ?, ?, line->>'resource', line->>'charge',"
                        + " (line->>'from')::timestamptz, place, line->>'priceEntry', (line->>'quantity')::numeric,"
                        + " line->>'unit', line->>'formula', line->'inputs', ?"
                        + " from jsonb_array_elements(?::jsonb) with ordinality as given(line, place)",
                whose[0],
                whose[1],
                event,
                write(fact.charges()));
        sql.later(
                "insert into measured_usage_view (account_id, month, resource, charge, measured, event)"
                        + " select ?, ?, used->>'resource', used->>'charge', used, ?"
                        + " from jsonb_array_elements(?::jsonb) as given(used) on conflict do nothing",
                whose[0],
                whose[1],
                event,
                write(fact.measured()));
        if (fact.carried().isEmpty()) {
            return;
        }
        sql.later(
                "insert into commitment_view (account_id, month, price_entry, unused, used_in_term)"
                        + " select ?, ?, left_over->>'priceEntry', (left_over->>'unused')::numeric,"
                        + " (left_over->>'usedInTerm')::numeric from jsonb_array_elements(?::jsonb) as given(left_over)",
                whose[0],
                whose[1],
                write(fact.carried()));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A rated month cannot be written as JSON", e);
        }
    }
}
