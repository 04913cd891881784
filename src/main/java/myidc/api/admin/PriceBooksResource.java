package myidc.api.admin;

import static myidc.api.PriceTermsJson.decimal;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import myidc.api.PriceTermsJson;
import myidc.api.TraceJson.PriceEntryJson;
import myidc.billing.BillingRefusal;
import myidc.billing.PriceBookCommand;
import myidc.billing.PriceBookCommand.AddEntry;
import myidc.billing.PriceBookCommand.AddTariff;
import myidc.billing.PriceBookCommand.DraftPriceBook;
import myidc.billing.PriceBookCommand.EndEntry;
import myidc.billing.PriceBookCommand.PublishPriceBook;
import myidc.billing.PriceBookCommand.Scope;
import myidc.billing.event.PriceTerms;
import myidc.billing.read.PriceBooks;
import myidc.billing.read.PriceBooks.PriceBookRow;
import myidc.platform.axon.Commands;
import myidc.platform.db.Sequences;
import myidc.platform.http.PageQuery;
import myidc.platform.http.Versions;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.PriceBookId;
import myidc.shared.id.TenantId;
import org.jspecify.annotations.Nullable;

/** Price books. */
@Path("/admin/v1/price-books")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class PriceBooksResource {
    private final Commands commands;
    private final Sequences sequences;
    private final PriceBooks books;

    PriceBooksResource(Commands commands, Sequences sequences, PriceBooks books) {
        this.commands = commands;
        this.sequences = sequences;
        this.books = books;
    }

    @GET
    public Page<PriceBookJson> list(@BeanParam PageQuery page) {
        return books.list(page.ask()).map(book -> PriceBookJson.of(book, null));
    }

    @GET
    @Path("/{id}")
    public Response one(@PathParam("id") long id) {
        PriceBookJson book = whole(id);
        return Response.ok(book).tag(Versions.tag(book.version())).build();
    }

    @POST
    @Staff({Role.OPERATOR, Role.FINANCE})
    public PriceBookJson draft(PriceBookRequest body) {
        PriceBookId id = new PriceBookId(sequences.next("pricebook"));
        DraftPriceBook command =
                new DraftPriceBook(id, Check.text("name", body.name(), 80), Check.text("currency", body.currency(), 3));
        return commands.perform(() -> commands.send(command), () -> whole(id.value()));
    }

    @POST
    @Path("/{id}/entries")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public PriceBookJson addEntry(
            @PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch, EntryRequest body) {
        Versions.match(ifMatch, known(id).version());
        PriceBookCommand command = body.terms() == null ? hourly(id, body) : tariff(id, body, body.terms());
        return commands.perform(() -> commands.send(command), () -> whole(id));
    }

    @POST
    @Path("/{id}/entries/{n}/end")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public PriceBookJson endEntry(
            @PathParam("id") long id,
            @PathParam("n") int n,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            EndRequest body) {
        Versions.match(ifMatch, known(id).version());
        EndEntry command = new EndEntry(new PriceBookId(id), n, Check.present("until", body.until()));
        return commands.perform(() -> commands.send(command), () -> whole(id));
    }

    @POST
    @Path("/{id}/publish")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public PriceBookJson publish(@PathParam("id") long id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        Versions.match(ifMatch, known(id).version());
        return commands.perform(() -> commands.send(new PublishPriceBook(new PriceBookId(id))), () -> whole(id));
    }

    private PriceBookJson whole(long id) {
        List<PriceEntryJson> entries = books.entries(new PriceBookId(id)).stream()
                .map(PriceEntryJson::of)
                .toList();
        return PriceBookJson.of(known(id), entries);
    }

    private PriceBookRow known(long id) {
        return books.find(new PriceBookId(id))
                .orElseThrow(
                        () -> Refused.because(BillingRefusal.PRICE_BOOK_NOT_FOUND, "There is no price book " + id));
    }

    private static PriceBookCommand hourly(long id, EntryRequest body) {
        if (body.tenantId() == null && body.contract() == null) {
            return new AddEntry(
                    new PriceBookId(id),
                    Check.text("charge", body.charge(), 100),
                    Check.optionalText("region", body.region(), 30),
                    decimal("hourly", body.hourly()),
                    decimal("monthlyCap", body.monthlyCap()),
                    Check.present("from", body.from()),
                    body.until());
        }
        PriceTerms terms = new PriceTerms(
                PriceTerms.Model.HOURLY,
                Map.of("price", decimal("hourly", body.hourly()), "cap", decimal("monthlyCap", body.monthlyCap())),
                Map.of(),
                List.of(),
                List.of());
        return tariff(id, body, terms);
    }

    private static PriceBookCommand tariff(long id, EntryRequest body, PriceTermsJson terms) {
        if (body.hourly() != null || body.monthlyCap() != null) {
            throw Refused.field(
                    CommonRefusal.INVALID_FIELD,
                    "terms",
                    "terms stand in place of hourly and monthlyCap, not beside them");
        }
        return tariff(id, body, terms.terms());
    }

    private static PriceBookCommand tariff(long id, EntryRequest body, PriceTerms terms) {
        Long tenant = body.tenantId();
        return new AddTariff(
                new PriceBookId(id),
                Check.text("charge", body.charge(), 100),
                new Scope(
                        Check.optionalText("region", body.region(), 30),
                        tenant == null ? null : new TenantId(Check.range("tenantId", tenant, 1, Long.MAX_VALUE)),
                        Check.optionalText("contract", body.contract(), 40)),
                terms,
                Check.present("from", body.from()),
                body.until());
    }

    /** What a price book is to be. */
    public record PriceBookRequest(
            @Nullable String name, @Nullable String currency) {}

    /**
     * What a price is to be; figures are decimals as text. Either {@code hourly} and {@code monthlyCap}, or {@code terms};
     * for everybody, or for one tenant or contract.
     */
    public record EntryRequest(
            @Nullable String charge,
            @Nullable String region,
            @Nullable Long tenantId,
            @Nullable String contract,
            @Nullable PriceTermsJson terms,
            @Nullable String hourly,
            @Nullable String monthlyCap,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** When a price ends. */
    public record EndRequest(@Nullable Instant until) {}

    /** A price book; its entries only where one book is asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PriceBookJson(
            long id,
            long version,
            String name,
            String currency,
            String state,
            Instant draftedAt,
            @Nullable Instant publishedAt,
            int entryCount,
            @Nullable List<PriceEntryJson> entries) {
        static PriceBookJson of(PriceBookRow book, @Nullable List<PriceEntryJson> entries) {
            return new PriceBookJson(
                    book.id(),
                    book.version(),
                    book.name(),
                    book.currency(),
                    book.publishedAt() == null ? "DRAFT" : "PUBLISHED",
                    book.draftedAt(),
                    book.publishedAt(),
                    book.entries(),
                    entries);
        }
    }
}
