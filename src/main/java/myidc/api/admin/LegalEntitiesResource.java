package myidc.api.admin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import myidc.billing.BillingRefusal;
import myidc.billing.LegalEntityCommand;
import myidc.billing.LegalEntityCommand.CloseBooks;
import myidc.billing.LegalEntityCommand.EnterLegalEntity;
import myidc.billing.LegalEntityCommand.ReopenBooks;
import myidc.billing.LegalEntityCommand.RewordLegalEntity;
import myidc.billing.LegalEntityCommand.SetTaxRate;
import myidc.billing.event.EntityTerms;
import myidc.billing.read.LegalEntities;
import myidc.billing.read.LegalEntities.ClosedMonth;
import myidc.billing.read.LegalEntities.Entity;
import myidc.billing.read.LegalEntities.RateRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.LegalEntityId;
import myidc.shared.money.Rounding;
import org.jspecify.annotations.Nullable;

/** Legal entities: how they bill, what taxes they charge from when, and which months of their books are closed. */
@Path("/admin/v1/legal-entities")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class LegalEntitiesResource {
    private final Commands commands;
    private final Sequences sequences;
    private final LegalEntities entities;

    LegalEntitiesResource(Commands commands, Sequences sequences, LegalEntities entities) {
        this.commands = commands;
        this.sequences = sequences;
        this.entities = entities;
    }

    @GET
    public List<EntityJson> list() {
        return entities.list().stream().map(this::json).toList();
    }

    @GET
    @Path("/{id}")
    public EntityJson one(@PathParam("id") long id) {
        return json(known(id));
    }

    @POST
    @Staff({Role.FINANCE, Role.OPERATOR})
    public EntityJson enter(EntityRequest body) {
        String code = Check.text("code", body.code(), 16);
        EntityTerms terms = terms(body);
        return commands.perform(
                () -> {
                    LegalEntityId id = new LegalEntityId(sequences.next("entity"));
                    commands.send(new EnterLegalEntity(id, code, terms));
                    return id;
                },
                id -> one(id.value()));
    }

    @PUT
    @Path("/{id}")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public EntityJson reword(@PathParam("id") long id, EntityRequest body) {
        return perform(id, new RewordLegalEntity(known(id).entityId(), terms(body)));
    }

    @POST
    @Path("/{id}/tax-rates")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public EntityJson setTax(@PathParam("id") long id, TaxRequest body) {
        return perform(
                id,
                new SetTaxRate(
                        known(id).entityId(),
                        Check.text("charge", body.charge(), 30),
                        Check.text("name", body.name(), 30),
                        Check.range("rate", body.rate(), BigDecimal.ZERO, BigDecimal.ONE),
                        day("from", body.from())));
    }

    @POST
    @Path("/{id}/closed-months")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public EntityJson close(@PathParam("id") long id, MonthRequest body) {
        return perform(
                id,
                new CloseBooks(
                        known(id).entityId(),
                        InvoiceRunsResource.month("month", Check.text("month", body.month(), 10))));
    }

    /** By right of finance, with the reason kept. */
    @POST
    @Path("/{id}/reopenings")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public EntityJson reopen(@PathParam("id") long id, ReopenRequest body) {
        return perform(
                id,
                new ReopenBooks(
                        known(id).entityId(),
                        InvoiceRunsResource.month("month", Check.text("month", body.month(), 10)),
                        Check.text("reason", body.reason(), 500)));
    }

    @POST
    @Path("/{id}/entries")
    @Staff({Role.FINANCE, Role.OPERATOR})
    public EntityJson book(@PathParam("id") long id, EntryRequest body) {
        return perform(id, PurseDeeds.entry(known(id).entityId(), body));
    }

    private EntityJson perform(long id, LegalEntityCommand command) {
        return commands.perform(() -> commands.send(command), () -> one(id));
    }

    private Known known(long id) {
        return new Known(entities.find(id)
                .orElseThrow(() ->
                        Refused.because(BillingRefusal.LEGAL_ENTITY_NOT_FOUND, "There is no legal entity " + id)));
    }

    private EntityJson json(Known known) {
        return json(known.entity());
    }

    private EntityJson json(Entity entity) {
        EntityTerms terms = entity.terms();
        return new EntityJson(
                entity.id(),
                entity.code(),
                terms.name(),
                terms.taxNumber(),
                terms.address(),
                terms.bank(),
                terms.currency(),
                terms.rounding().name(),
                terms.numberFormat(),
                terms.paymentDays(),
                terms.reviewed(),
                entities.rates(entity.id()),
                entities.closed(entity.id()));
    }

    private static EntityTerms terms(EntityRequest body) {
        return new EntityTerms(
                Check.text("name", body.name(), 200),
                text("taxNumber", body.taxNumber(), 30),
                text("address", body.address(), 300),
                text("bank", body.bank(), 200),
                Check.text("currency", body.currency(), 3),
                body.rounding() == null ? Rounding.HALF_UP : Check.oneOf("rounding", body.rounding(), Rounding.class),
                body.numberFormat() == null ? "{entity}-{serial:6}" : body.numberFormat(),
                body.paymentDays() == null ? 30 : body.paymentDays(),
                Boolean.TRUE.equals(body.reviewed()));
    }

    static String text(String field, @Nullable String value, int lengthMax) {
        String given = Check.optionalText(field, value, lengthMax);
        return given == null ? "" : given;
    }

    static LocalDate day(String field, @Nullable String text) {
        try {
            return LocalDate.parse(Check.text(field, text, 10));
        } catch (DateTimeException e) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must be a date like 2026-10-01");
        }
    }

    private record Known(Entity entity) {
        LegalEntityId entityId() {
            return new LegalEntityId(entity.id());
        }
    }

    /** Terms of an entity; what is left out has the usual value. */
    public record EntityRequest(
            @Nullable String code,
            @Nullable String name,
            @Nullable String taxNumber,
            @Nullable String address,
            @Nullable String bank,
            @Nullable String currency,
            @Nullable String rounding,
            @Nullable String numberFormat,
            @Nullable Integer paymentDays,
            @Nullable Boolean reviewed) {}

    /** A tax of a charge's first word, or of all by {@code *}, from a day on. */
    public record TaxRequest(
            @Nullable String charge,
            @Nullable String name,
            @Nullable BigDecimal rate,
            @Nullable String from) {}

    /** A month. */
    public record MonthRequest(@Nullable String month) {}

    /** A month to open again, and why. */
    public record ReopenRequest(
            @Nullable String month, @Nullable String reason) {}

    /** An entry by hand. */
    public record EntryRequest(
            @Nullable String reference,
            @Nullable String bookedOn,
            @Nullable String currency,
            @Nullable String words,
            @Nullable List<SideRequest> sides) {}

    /** One side of it; debit is positive. */
    public record SideRequest(
            @Nullable String account, @Nullable BigDecimal amount) {}

    /** An entity with its taxes and closed months. */
    public record EntityJson(
            long id,
            String code,
            String name,
            String taxNumber,
            String address,
            String bank,
            String currency,
            String rounding,
            String numberFormat,
            int paymentDays,
            boolean reviewed,
            List<RateRow> taxes,
            List<ClosedMonth> closedMonths) {}
}
