package myidc.api.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import myidc.billing.read.Ledger;
import myidc.billing.read.Ledger.Balance;
import myidc.billing.read.Ledger.Posting;
import myidc.platform.http.AsOf;
import myidc.platform.http.PageQuery;
import myidc.platform.security.Staff;
import myidc.shared.Page;
import myidc.shared.Role;
import myidc.shared.money.Money;
import org.jspecify.annotations.Nullable;

/** The double-entry ledger. */
@Path("/admin/v1/ledger")
@Staff({Role.OPERATOR, Role.FINANCE, Role.AUDITOR})
public final class LedgerResource {
    private final Ledger ledger;

    LedgerResource(Ledger ledger) {
        this.ledger = ledger;
    }

    @GET
    @Path("/accounts")
    public Page<AccountJson> accounts(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return ledger.balances(AsOf.instant(asOf), page.ask()).map(AccountJson::of);
    }

    @GET
    @Path("/trial-balance")
    public Page<TrialJson> trialBalance(@QueryParam("asOf") AsOf asOf, @BeanParam PageQuery page) {
        return ledger.balances(AsOf.instant(asOf), page.ask()).map(TrialJson::of);
    }

    @GET
    @Path("/postings")
    public Page<PostingJson> postings(@BeanParam PostingQuery query, @BeanParam PageQuery page) {
        return ledger.postings(query.wanted(), page.ask()).map(PostingJson::of);
    }

    /** Which postings. */
    public record PostingQuery(
            @QueryParam("account") @Nullable String account,
            @QueryParam("tenantId") @Nullable Long tenantId,
            @QueryParam("invoiceId") @Nullable Long invoiceId) {
        Ledger.Wanted wanted() {
            return new Ledger.Wanted(account, tenantId, invoiceId, null, null);
        }
    }

    /** An account of the ledger. */
    public record AccountJson(String code, String name, String kind, String currency, String balance, long postings) {
        static AccountJson of(Balance balance) {
            String code = balance.account();
            return new AccountJson(
                    code,
                    code.substring(code.indexOf(':') + 1),
                    code.substring(0, code.indexOf(':')),
                    balance.balance().currency().getCurrencyCode(),
                    plain(balance.balance()),
                    balance.postings());
        }
    }

    /** An account's balance on its side: debit or credit. */
    public record TrialJson(String account, String name, String currency, String debit, String credit, String balance) {
        static TrialJson of(Balance balance) {
            Money zero = Money.zero(balance.balance().currency());
            boolean debit = balance.balance().signum() >= 0;
            return new TrialJson(
                    balance.account(),
                    balance.account().substring(balance.account().indexOf(':') + 1),
                    balance.balance().currency().getCurrencyCode(),
                    plain(debit ? balance.balance() : zero),
                    plain(debit ? zero : balance.balance().negated()),
                    plain(balance.balance()));
        }
    }

    /** One side of a group of postings. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PostingJson(
            String id,
            Instant at,
            String account,
            @Nullable String debit,
            @Nullable String credit,
            String currency,
            String cause,
            long tenantId,
            long invoiceId) {
        static PostingJson of(Posting posting) {
            boolean debit = posting.amount().signum() > 0;
            return new PostingJson(
                    posting.cause() + "/" + posting.seq(),
                    posting.postedAt(),
                    posting.account(),
                    debit ? plain(posting.amount()) : null,
                    debit ? null : plain(posting.amount().negated()),
                    posting.amount().currency().getCurrencyCode(),
                    posting.cause(),
                    posting.tenantId(),
                    posting.invoiceId());
        }
    }

    private static String plain(Money money) {
        return money.amount().toPlainString();
    }
}
