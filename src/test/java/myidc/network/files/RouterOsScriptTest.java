package myidc.network.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reader that judges files for RouterOS takes what its manual allows and nothing else. */
class RouterOsScriptTest {
    private static final String MENU = "/ip firewall address-list\nremove [find list=a]\n";

    @Test
    void commandsOfBothFamiliesAreReadWithWhatTheirQuotesMean() {
        RouterOsScript script = RouterOsScript.read("# a remark\n" + MENU
                + "add list=a address=10.0.0.0/8 comment=\"one \\\"two\\\" \\$3 \\\\ \\3F\"\n"
                + "/ipv6 firewall address-list\nremove [find list=\"b\"]\nadd list=b address=2001:db8::1\n");

        assertThat(script.entries())
                .isEqualTo(List.of(
                        new RouterOsScript.Entry(4, "a", "10.0.0.0/8", "one \"two\" $3 \\ ?"),
                        new RouterOsScript.Entry(6, "b", "2001:db8::1", "")));
        assertThat(script.emptied()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "add list=a address=2001:db8::1 | not one of this menu",
                "add list=a address=10.0.0.300 | 10.0.0.300",
                "add list=a address=10.0.0.0/33 | no prefix length",
                "add list=a | no address",
                "add address=10.0.0.1 | list is missing",
                "add list=b address=10.0.0.1 | before it was emptied",
                "add list=a address=10.0.0.1 comment=two words | expected '='",
                "add list=a address=10.0.0.1 comment=\"open | not closed",
                "add list=a address=10.0.0.1 comment=\"$(x)\" | not escaped",
                "add list=a address=10.0.0.1 comment=\"\\x\" | no escape sequence",
                "add list=a address=10.0.0.1 comment=\"a\"b | expected ' '",
                "add list=a address=10.0.0.1 colour=red | unknown colour",
                "add list=a list=a address=10.0.0.1 | twice: list",
                "add list=a;b address=10.0.0.1 | expected ' '",
                "add list=a  address=10.0.0.1 | a word is missing",
                "remove [find list=a] ; /system reset | expected end of command",
                "remove [find] | expected ' '",
                "set list=a | no such command",
                "/system reset-configuration | no menu of address lists",
                "add list=a address=10.0.0.1 comment=\"机架\" | printable ASCII",
            })
    void whatTheLanguageDoesNotAllowIsRefusedWithItsLine(String line, String why) {
        assertThatThrownBy(() -> RouterOsScript.read(MENU + line + "\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining(why);
    }

    @Test
    void anEntryTwiceACommandWithoutItsMenuAndALineCutOffAreRefused() {
        String entry = "add list=a address=10.0.0.1\n";

        assertThatThrownBy(() -> RouterOsScript.read(MENU + entry + entry))
                .hasMessageContaining("already have such entry");
        assertThatThrownBy(() -> RouterOsScript.read(entry)).hasMessageContaining("before any menu");
        assertThatThrownBy(() -> RouterOsScript.read(MENU + "add list=a")).hasMessageContaining("not ended");
    }
}
