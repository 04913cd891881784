package myidc.billing.paper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Noto Sans SC in one document, of which only the glyphs in use are embedded. The file of ten megabytes is read once and
 * given back when memory is short.
 */
final class PaperFont {
    private static final String FILE = "/fonts/ttf/NotoSansSC/NotoSansSC-Regular.ttf";
    /** Stands for a character that the font has no glyph for. */
    private static final int REPLACEMENT = '?';

    /** Entries that one block of a character map may hold. */
    private static final int MAPPED_AT_ONCE = 100;

    private static SoftReference<TrueTypeFont> shared = new SoftReference<>(null);

    private final PDDocument document;
    private final PDFont font;
    private final CmapLookup glyphs;
    private final Map<Integer, Float> widths = new HashMap<>();
    private final Map<Integer, Integer> printed = new TreeMap<>();

    PaperFont(PDDocument document) throws IOException {
        TrueTypeFont file = file();
        this.document = document;
        this.font = PDType0Font.load(document, file, true);
        this.glyphs = file.getUnicodeCmapLookup();
    }

    PDFont font() {
        return font;
    }

    /** The text with nothing in it that cannot be printed: no control characters, no glyph the font lacks. */
    String printable(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> plain.appendCodePoint(printable(point)));
        return plain.toString();
    }

    /** Width in points of what is printable. */
    float width(String printable, float size) {
        float sum = 0;
        for (int index = 0; index < printable.length(); ) {
            int point = printable.codePointAt(index);
            sum += width(point);
            index += Character.charCount(point);
        }
        return sum * size / 1000;
    }

    float width(int point) {
        return widths.computeIfAbsent(point, this::measured);
    }

    private float measured(int point) {
        try {
            return font.getStringWidth(Character.toString(point));
        } catch (IOException e) {
            throw new IllegalStateException("The font cannot be read", e);
        }
    }

    private int printable(int point) {
        if (Character.isWhitespace(point) || Character.isISOControl(point)) {
            return ' ';
        }
        int known = glyphs.getGlyphId(point) == 0 ? REPLACEMENT : point;
        printed.putIfAbsent(glyphs.getGlyphId(known), known);
        return known;
    }

    /**
     * Says which character each printed glyph stands for, so that text can be copied and searched. PDFBox takes the first
     * character of those that share a glyph, which for common Chinese characters is a radical that nobody types. To be
     * called when the document was written once, as that is when PDFBox says it.
     */
    void sayCharacters() throws IOException {
        StringBuilder map = new StringBuilder("/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n")
                .append("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n")
                .append("/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n")
                .append("1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        printed.putIfAbsent(glyphs.getGlyphId(' '), (int) ' ');
        List<Map.Entry<Integer, Integer>> all = List.copyOf(printed.entrySet());
        for (int start = 0; start < all.size(); start += MAPPED_AT_ONCE) {
            List<Map.Entry<Integer, Integer>> some = all.subList(start, Math.min(all.size(), start + MAPPED_AT_ONCE));
            map.append(some.size()).append(" beginbfchar\n");
            for (Map.Entry<Integer, Integer> one : some) {
                byte[] character = Character.toString(one.getValue()).getBytes(StandardCharsets.UTF_16BE);
                map.append(String.format(
                        "<%04X> <%s>\n", one.getKey(), HexFormat.of().formatHex(character)));
            }
            map.append("endbfchar\n");
        }
        map.append("endcmap CMapName currentdict /CMap defineresource pop end end\n");
        try (InputStream text = new ByteArrayInputStream(map.toString().getBytes(StandardCharsets.US_ASCII))) {
            font.getCOSObject().setItem(COSName.TO_UNICODE, new PDStream(document, text, COSName.FLATE_DECODE));
        }
    }

    private static TrueTypeFont file() throws IOException {
        TrueTypeFont known = shared.get();
        if (known == null) {
            try (InputStream file = Objects.requireNonNull(PaperFont.class.getResourceAsStream(FILE), FILE)) {
                known = new TTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes()));
            }
            // A ligature would be a glyph that stands for no single character.
            known.setEnableGsub(false);
            shared = new SoftReference<>(known);
        }
        return known;
    }
}
