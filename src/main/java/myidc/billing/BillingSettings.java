package myidc.billing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import myidc.shared.money.Rounding;

/** Terms of the legal entity that issues invoices; the keys begin with {@code myidc.billing}. */
@ConfigMapping(prefix = "myidc.billing")
public interface BillingSettings {
    /** The entity's code, which begins its invoice numbers. */
    @WithDefault("MYIDC")
    String entity();

    /** The entity's name as invoices and exports print it. */
    @WithDefault("MyIDC")
    String entityName();

    /** ISO 3166-1 code of the country it and its customers are in, as UBL wants it. */
    @WithDefault("CN")
    String country();

    /** What its tax is called on invoices. */
    @WithDefault("VAT")
    String taxName();

    /** Its tax as a fraction: 0.06 for six percent. */
    @WithDefault("0")
    BigDecimal taxRate();

    /** How it rounds a line to the minor unit. */
    @WithDefault("HALF_UP")
    Rounding rounding();

    /** Dunning steps as {@code days:ACTION}, by days after the oldest open invoice was due. */
    @WithDefault("1:REMIND,10:WARN,20:SUSPEND")
    String dunning();

    /**
     * What fapiaos call what was sold, as {@code charge:code:name} by a charge's first word, {@code *} for all others; the
     * code is the tax authority's classification of goods and services, whose short name it sets before the name itself.
     */
    @WithDefault("*:3040203000000000000:信息系统服务")
    String fapiaoGoods();

    /** How often money is looked after. */
    @WithDefault("60s")
    String watchEvery();
}
