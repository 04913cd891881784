package myidc.billing.paper;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** The language of a paper's words; in both, Chinese stands before English. */
public enum PaperLanguage {
    ZH_CN("zh-CN"),
    EN("en"),
    BOTH("zh-CN");

    private static final Properties CHINESE = read("zh-CN");
    private static final Properties ENGLISH = read("en");

    private final String tag;

    PaperLanguage(String tag) {
        this.tag = tag;
    }

    /** The language as documents name it, after BCP 47; the first one where there are two. */
    public String tag() {
        return tag;
    }

    String word(String key) {
        return switch (this) {
            case ZH_CN -> of(CHINESE, key);
            case EN -> of(ENGLISH, key);
            case BOTH -> of(CHINESE, key) + " " + of(ENGLISH, key);
        };
    }

    private static String of(Properties words, String key) {
        return Objects.requireNonNull(words.getProperty(key), key);
    }

    private static Properties read(String language) {
        Properties words = new Properties();
        String name = "/words/paper_" + language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(PaperLanguage.class.getResourceAsStream(name)), StandardCharsets.UTF_8)) {
            words.load(reader);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
