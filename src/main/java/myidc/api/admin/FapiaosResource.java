package myidc.api.admin;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import myidc.api.CsvRows;
import myidc.api.FapiaoBook;
import myidc.api.FapiaoFile;
import myidc.api.FapiaoJson;
import myidc.api.MoneyJson;
import myidc.billing.BillingRefusal;
import myidc.billing.FapiaoCommand;
import myidc.billing.FapiaoCommand.NumberFapiao;
import myidc.billing.FapiaoCommand.RejectFapiao;
import myidc.billing.read.Fapiaos;
import myidc.billing.read.Fapiaos.Batch;
import myidc.billing.read.Fapiaos.FapiaoRow;
import myidc.billing.read.Fapiaos.Waiting;
import myidc.billing.reconcile.FapiaoDesk;
import myidc.billing.reconcile.FapiaoDesk.Wanted;
import myidc.platform.axon.Commands;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Check;
import myidc.shared.CommonRefusal;
import myidc.shared.Page;
import myidc.shared.Refused;
import myidc.shared.Role;
import myidc.shared.id.FapiaoBatchId;
import myidc.shared.id.InvoiceId;
import myidc.shared.id.TenantId;
import myidc.shared.time.BillingMonth;
import org.jspecify.annotations.Nullable;

/** Fapiaos: what waits for one, batches with their file for the tax authority's software, and its answers. */
@Path("/admin/v1/fapiaos")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class FapiaosResource {
    private static final String CSV = "text/csv;charset=UTF-8";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int PAPERS_MAX = 500;

    private final Commands commands;
    private final Fapiaos fapiaos;
    private final FapiaoDesk desk;
    private final Clock clock;

    FapiaosResource(Commands commands, Fapiaos fapiaos, FapiaoDesk desk, Clock clock) {
        this.commands = commands;
        this.fapiaos = fapiaos;
        this.desk = desk;
        this.clock = clock;
    }

    /** All fapiaos, of a tenant or an invoice when given, newest first. */
    @GET
    public Page<FapiaoJson> list(
            @QueryParam("tenantId") @Nullable Long tenantId,
            @QueryParam("invoiceId") @Nullable Long invoiceId,
            @BeanParam PageQuery page) {
        return fapiaos.list(
                        tenantId == null ? null : new TenantId(tenantId),
                        invoiceId == null ? null : new InvoiceId(invoiceId),
                        page.ask())
                .map(FapiaoJson::of);
    }

    /** Invoices and credit notes that want a fapiao and have none, oldest first. */
    @GET
    @Path("/waiting")
    public Page<WaitingJson> waiting(@QueryParam("entity") @Nullable String entity, @BeanParam PageQuery page) {
        return fapiaos.waiting(Check.optionalText("entity", entity, 20), page.ask())
                .map(each -> WaitingJson.of(each, desk.lacks(each)));
    }

    @GET
    @Path("/batches")
    public Page<BatchJson> batches(@BeanParam PageQuery page) {
        return fapiaos.batches(page.ask()).map(batch -> BatchJson.of(batch, List.of()));
    }

    @GET
    @Path("/batches/{id}")
    public BatchJson batch(@PathParam("id") long id) {
        return whole(known(id));
    }

    /** Makes a batch of a legal entity: of the named papers, or of all that wait and lack nothing, oldest first. */
    @POST
    @Path("/batches")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public BatchJson make(BatchRequest body) {
        String entity = Check.text("entity", body.entity(), 20);
        List<Wanted> wanted = refuseMany("papers", body.papers()).stream()
                .map(paper -> new Wanted(
                        new InvoiceId(Check.range("invoiceId", paper.invoiceId(), 1L, Long.MAX_VALUE)),
                        paper.creditNote()))
                .toList();
        return commands.perform(() -> desk.make(entity, wanted), id -> whole(known(id.value())));
    }

    /** The workbook that the tax bureau's web site imports (xlsx, when absent), or one plain table (csv). */
    @GET
    @Path("/batches/{id}/file")
    @Produces({CSV, XLSX})
    public Response file(@PathParam("id") long id, @QueryParam("format") @Nullable String format) {
        Form form = format == null ? Form.XLSX : Check.oneOf("format", format, Form.class);
        List<FapiaoRow> rows = fapiaos.of(known(id).id());
        StreamingOutput stream = out -> {
            if (form == Form.CSV) {
                FapiaoFile.write(rows, new CsvRows(out));
            } else {
                FapiaoBook.write(rows, out);
            }
        };
        String name = "fapiao-" + id + (form == Form.CSV ? ".csv" : ".xlsx");
        return Response.ok(stream, form == Form.CSV ? CSV : XLSX)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Numbers that were given, or why none was; all are recorded or none. */
    @POST
    @Path("/batches/{id}/answers")
    @Staff({Role.OPERATOR, Role.FINANCE})
    public BatchJson answer(@PathParam("id") long id, AnswersRequest body) {
        Batch batch = known(id);
        List<AnswerRequest> answers = refuseMany("answers", body.answers());
        if (answers.isEmpty()) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, "answers", "answers must name at least one fapiao");
        }
        LocalDate today = clock.instant().atZone(BillingMonth.DEFAULT_ZONE).toLocalDate();
        List<FapiaoCommand> told = answers.stream()
                .map(answer -> answer.command(batch.id(), today))
                .toList();
        return commands.perform(() -> told.forEach(commands::send), () -> whole(known(id)));
    }

    private static <T> List<T> refuseMany(String field, @Nullable List<T> given) {
        if (given != null && given.size() > PAPERS_MAX) {
            throw Refused.field(CommonRefusal.INVALID_FIELD, field, field + " must name at most " + PAPERS_MAX);
        }
        return given == null ? List.of() : given;
    }

    private Batch known(long id) {
        return fapiaos.batch(new FapiaoBatchId(id))
                .orElseThrow(() ->
                        Refused.because(BillingRefusal.FAPIAO_BATCH_NOT_FOUND, "There is no batch of fapiaos " + id));
    }

    private BatchJson whole(Batch batch) {
        return BatchJson.of(
                batch, fapiaos.of(batch.id()).stream().map(FapiaoJson::of).toList());
    }

    private enum Form {
        CSV,
        XLSX
    }

    /** Whose fapiaos, and of which papers. */
    public record BatchRequest(
            @Nullable String entity, @Nullable List<PaperRequest> papers) {}

    /** An invoice, or one of its credit notes by its serial. */
    public record PaperRequest(
            @Nullable Long invoiceId, @Nullable Long creditNote) {}

    /** What was answered. */
    public record AnswersRequest(@Nullable List<AnswerRequest> answers) {}

    /** A number with its day, or the reason why there is none. */
    public record AnswerRequest(
            @Nullable Integer place,
            @Nullable String number,
            @Nullable String issuedOn,
            @Nullable String rejected) {
        FapiaoCommand command(FapiaoBatchId batch, LocalDate today) {
            int at = Check.range("place", place, 1, PAPERS_MAX);
            String given = Check.optionalText("number", number, 20);
            String reason = Check.optionalText("rejected", rejected, 300);
            if ((given == null) == (reason == null)) {
                throw Refused.field(
                        CommonRefusal.INVALID_FIELD, "number", "number or rejected must be given, and not both");
            }
            if (given == null) {
                return new RejectFapiao(batch, at, Check.present("rejected", reason));
            }
            return new NumberFapiao(batch, at, given, LegalEntitiesResource.day("issuedOn", issuedOn), today);
        }
    }

    /**
     * What waits for a fapiao.
     *
     * @param creditNote serial of the credit note; null for the invoice
     * @param lacks what is missing first: TAX_NUMBER, ONE_SIGN
     */
    public record WaitingJson(
            long invoiceId,
            @Nullable Long creditNote,
            String entity,
            String paperNumber,
            long tenantId,
            String tenantName,
            String kind,
            String title,
            String taxNumber,
            MoneyJson net,
            MoneyJson tax,
            LocalDate issuedOn,
            @Nullable String redFor,
            List<String> lacks) {
        static WaitingJson of(Waiting row, Set<FapiaoDesk.Lack> lacks) {
            return new WaitingJson(
                    row.invoiceId().value(),
                    row.creditSerial(),
                    row.entity(),
                    row.paperNumber(),
                    row.tenantId().value(),
                    row.tenantName(),
                    row.kind(),
                    row.buyer().name(),
                    row.buyer().taxNumber(),
                    FapiaoJson.money(row.net()),
                    FapiaoJson.money(row.tax()),
                    row.issuedOn(),
                    row.redFor(),
                    lacks.stream().map(Enum::name).sorted().toList());
        }
    }

    /** A batch; its fapiaos only where one is asked for. */
    public record BatchJson(
            long id, String entity, int papers, int issued, int rejected, Instant madeAt, List<FapiaoJson> fapiaos) {
        static BatchJson of(Batch batch, List<FapiaoJson> fapiaos) {
            return new BatchJson(
                    batch.id().value(),
                    batch.entity(),
                    batch.papers(),
                    batch.issued(),
                    batch.rejected(),
                    batch.madeAt(),
                    fapiaos);
        }
    }
}
