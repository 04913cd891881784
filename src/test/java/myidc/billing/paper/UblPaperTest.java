package myidc.billing.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.helger.phive.api.execute.ValidationExecutionManager;
import com.helger.phive.api.executorset.ValidationExecutorSetRegistry;
import com.helger.phive.api.validity.IValidityDeterminator;
import com.helger.phive.en16931.EN16931Validation;
import com.helger.phive.xml.source.IValidationSourceXML;
import com.helger.phive.xml.source.ValidationSourceXML;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** Papers as machines read them, judged by the published rules of EN 16931. */
class UblPaperTest {
    private static final ValidationExecutorSetRegistry<IValidationSourceXML> RULES =
            new ValidationExecutorSetRegistry<>();

    static {
        EN16931Validation.initEN16931(RULES);
    }

    @Test
    void anInvoiceWithTwoRatesAndAnAdjustmentIsValid() throws Exception {
        assertThat(findings(xml(SamplePapers.invoice()))).isEmpty();
    }

    @Test
    void aCreditNoteIsValidAndNamesItsInvoice() throws Exception {
        String xml = xml(SamplePapers.creditNote());

        assertThat(findings(xml)).isEmpty();
        assertThat(xml).contains("<cbc:ID>SH/2026/0017</cbc:ID>", "CreditNoteTypeCode>381<");
    }

    @Test
    void anIssuerWithoutATaxNumberIsOutsideOfTheTaxAndValid() throws Exception {
        assertThat(findings(xml(SamplePapers.untaxed()))).isEmpty();
    }

    @Test
    void theJudgeFindsAWrongTotal() throws Exception {
        String wrong = xml(SamplePapers.invoice())
                .replace(
                        "<cbc:PayableAmount currencyID=\"CNY\">5436.08",
                        "<cbc:PayableAmount currencyID=\"CNY\">5436.18");

        assertThat(findings(wrong)).anyMatch(finding -> finding.contains("BR-CO-16"));
    }

    @Test
    void textOfPeopleStaysText() {
        assertThat(xml(SamplePapers.invoice())).contains("喆堃科技 Zhekun &lt;&amp;&gt; Ltd");
    }

    private static String xml(InvoicePaper paper) {
        return new String(UblPaper.write(paper, "CN"), StandardCharsets.UTF_8);
    }

    private static List<String> findings(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        var document =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        var rules = RULES.getOfID(
                xml.contains("<CreditNote")
                        ? EN16931Validation.VID_UBL_CREDIT_NOTE_1314_1
                        : EN16931Validation.VID_UBL_INVOICE_1314_1);
        List<String> found = new ArrayList<>();
        ValidationExecutionManager.executeValidation(
                        IValidityDeterminator.createDefault(), rules, ValidationSourceXML.create("paper.xml", document))
                .forEachFlattened(error -> found.add(error.getErrorLevel() + " " + error.getErrorID() + " "
                        + error.getAsString(java.util.Locale.ROOT)));
        return found;
    }
}
