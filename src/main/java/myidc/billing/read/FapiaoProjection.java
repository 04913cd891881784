package myidc.billing.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import myidc.billing.event.FapiaoEvent.FapiaoBatchMade;
import myidc.billing.event.FapiaoEvent.FapiaoNumbered;
import myidc.billing.event.FapiaoEvent.FapiaoRejected;
import myidc.billing.event.FapiaoPaper;
import myidc.platform.axon.Projection;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Writes fapiaos and their batches. */
@Singleton
@ProcessingGroup("billing.read")
public final class FapiaoProjection implements Projection {
    private final Sql sql;
    private final ObjectMapper json = StoreMapper.facts();

    FapiaoProjection(Sql sql) {
        this.sql = sql;
    }

    @Override
    public String name() {
        return "billing.fapiaos";
    }

    @Override
    public List<String> tables() {
        return List.of("fapiao_view", "fapiao_batch_view");
    }

    @EventHandler
    void on(FapiaoBatchMade fact, @Timestamp Instant at) {
        long batch = fact.batchId().value();
        sql.change(
                "insert into fapiao_batch_view (id, entity, paper_count, made_at) values (?, ?, ?, ?)",
                batch,
                fact.entity(),
                fact.papers().size(),
                at);
        for (FapiaoPaper paper : fact.papers()) {
            sql.later(
                    "insert into fapiao_view (batch_id, place, invoice_id, credit_serial, paper_number, tenant_id, kind,"
                            + " buyer, goods, net, tax, red_for, state, made_at)"
                            + " values (?, ?, ?, ?::bigint, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, 'SENT', ?)",
                    batch,
                    paper.place(),
                    paper.invoiceId().value(),
                    paper.creditSerial(),
                    paper.paperNumber(),
                    paper.tenantId().value(),
                    paper.kind(),
                    write(paper.buyer()),
                    write(paper.goods()),
                    paper.net(),
                    paper.tax(),
                    paper.redFor(),
                    at);
        }
    }

    @EventHandler
    void on(FapiaoNumbered fact) {
        sql.change(
                "update fapiao_view set state = 'ISSUED', number = ?, issued_on = ? where batch_id = ? and place = ?",
                fact.number(),
                fact.issuedOn(),
                fact.batchId().value(),
                fact.place());
    }

    @EventHandler
    void on(FapiaoRejected fact) {
        sql.change(
                "update fapiao_view set state = 'REJECTED', reason = ? where batch_id = ? and place = ?",
                fact.reason(),
                fact.batchId().value(),
                fact.place());
    }

    private String write(Object part) {
        try {
            return json.writeValueAsString(part);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A fapiao's part cannot be written as JSON", e);
        }
    }
}
