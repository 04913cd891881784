package myidc.imports;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import myidc.shared.CommonRefusal;
import myidc.shared.Refused;

/** A file's bytes as text: by its byte order mark, else as UTF-8 where it is that without a fault, else as GB 18030. */
final class ImportText {
    private static final Charset CHINESE = Charset.forName("GB18030");

    private ImportText() {}

    static String of(byte[] bytes) {
        if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
            return strict(bytes, 3, StandardCharsets.UTF_8);
        }
        if (starts(bytes, 0xFF, 0xFE)) {
            return strict(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (starts(bytes, 0xFE, 0xFF)) {
            return strict(bytes, 2, StandardCharsets.UTF_16BE);
        }
        try {
            return decoded(bytes, 0, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            return strict(bytes, 0, CHINESE);
        }
    }

    private static String strict(byte[] bytes, int from, Charset charset) {
        try {
            return decoded(bytes, from, charset);
        } catch (CharacterCodingException e) {
            throw Refused.field(
                    CommonRefusal.MALFORMED_BODY, "body", "The file is neither UTF-8 nor GBK; it breaks as " + charset);
        }
    }

    private static String decoded(byte[] bytes, int from, Charset charset) throws CharacterCodingException {
        CharBuffer text = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
        return text.toString();
    }

    private static boolean starts(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
