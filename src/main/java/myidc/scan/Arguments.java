package myidc.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import myidc.storage.sketch.Chunking;
import myidc.storage.sketch.Compression;
import myidc.storage.sketch.PoolSecret;
import myidc.storage.sketch.Sampling;
import myidc.storage.sketch.Tally;
import org.jspecify.annotations.Nullable;

/** Reads the command line of a scan. */
final class Arguments {
    private static final int COMPARED_ZERO_BITS = 6;
    private static final long MEGABYTE = 1_000_000;
    private static final int SECRET_FILE_MOST = 1_000;

    private final Deque<String> rest;
    private final VolumePaths paths = new VolumePaths();
    private Chunking.Method method = Chunking.Method.FIXED;
    private @Nullable Integer chunk;
    private @Nullable Integer zeroBits;
    private Compression compression = Compression.NONE;
    private PoolSecret secret = PoolSecret.open();
    private int threads = Runtime.getRuntime().availableProcessors();
    private long throttleBytes;
    private boolean perFile;
    private boolean json;
    private boolean compare;
    private @Nullable Path sketch;
    private boolean fresh;

    private Arguments(String... arguments) {
        rest = new ArrayDeque<>(Arrays.asList(arguments));
    }

    static Options parse(String... arguments) {
        return new Arguments(arguments).options();
    }

    private Options options() {
        while (!rest.isEmpty()) {
            String argument = rest.pop();
            if (argument.equals("--")) {
                rest.forEach(paths::add);
                rest.clear();
            } else if (argument.startsWith("-")) {
                option(argument);
            } else {
                paths.add(argument);
            }
        }
        SortedMap<String, List<String>> groups = paths.groups(perFile);
        if (paths.volumes().isEmpty()) {
            throw new WrongArguments("scan wants a PATH: an image, a block device or a directory");
        }
        paths.checkApart();
        if (sketch != null) {
            OutputFile.check(sketch, paths.volumes().values());
        }
        if (compare && (sketch != null || !groups.isEmpty() || perFile)) {
            throw new WrongArguments("--compare gives one table; it goes with none of --out, --group, --per-file");
        }
        Options.How how = new Options.How(settings(), secret, threads, throttleBytes);
        return new Options(paths.volumes(), groups, perFile, how, new Options.Output(json, compare, sketch, fresh));
    }

    private void option(String name) {
        switch (name) {
            case "--method" -> method = oneOf(name, Chunking.Method.class);
            case "--chunk" -> chunk = bytes(name);
            case "--k" -> zeroBits = (int) number(name, 0, Sampling.ZERO_BITS_MOST);
            case "--compress" -> compression = Compressions.of(oneOf(name, Compression.Kind.class));
            case "--group" -> named(name, value(name), paths::addToGroup);
            case "--volume" -> named(name, value(name), paths::add);
            case "--secret" -> secret = secret(value(name));
            case "--threads" -> threads = (int) number(name, 1, 256);
            case "--throttle" -> throttleBytes = number(name, 1, 1_000_000) * MEGABYTE;
            case "--out" -> sketch = path(name);
            case "--per-file" -> perFile = true;
            case "--json" -> json = true;
            case "--compare" -> compare = true;
            case "--fresh" -> fresh = true;
            default -> throw new WrongArguments("scan knows no option '" + name + "'; see scan --help");
        }
    }

    private List<Tally.Settings> settings() {
        if (!compare) {
            int bytes = chunk == null ? method == Chunking.Method.FIXED ? 4096 : 8192 : chunk;
            return List.of(settings(method, bytes, zeroBits == null ? 0 : zeroBits));
        }
        int kept = zeroBits == null ? COMPARED_ZERO_BITS : zeroBits;
        List<Tally.Settings> all = new ArrayList<>();
        for (int bytes = Chunking.BYTES_LEAST; bytes <= Chunking.BYTES_MOST; bytes *= 2) {
            all.add(settings(Chunking.Method.FIXED, bytes, kept));
        }
        for (int bytes : new int[] {8 << 10, 16 << 10, 64 << 10}) {
            all.add(settings(Chunking.Method.FASTCDC, bytes, kept));
        }
        all.add(settings(Chunking.Method.RAM, 8 << 10, kept));
        return List.copyOf(all);
    }

    private Tally.Settings settings(Chunking.Method of, int bytes, int kept) {
        try {
            return new Tally.Settings(new Chunking(of, bytes), kept, compression);
        } catch (IllegalArgumentException e) {
            throw new WrongArguments("--chunk: " + e.getMessage());
        }
    }

    private static void named(String option, String value, Named then) {
        int equals = value.indexOf('=');
        if (equals < 1 || equals == value.length() - 1) {
            throw new WrongArguments(option + " wants NAME=PATH, not '" + value + "'");
        }
        then.take(value.substring(0, equals), value.substring(equals + 1));
    }

    private interface Named {
        void take(String name, String path);
    }

    private static PoolSecret secret(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return PoolSecret.parse(new String(in.readNBytes(SECRET_FILE_MOST), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new WrongArguments("--secret: " + file + " can't be read: " + IoReason.of(e));
        } catch (IllegalArgumentException e) {
            throw new WrongArguments("--secret: " + file + " is no secret of a pool: " + e.getMessage());
        }
    }

    private Path path(String option) {
        String value = value(option);
        try {
            Path path = Path.of(value);
            if (path.getFileName() != null) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new WrongArguments(option + ": '" + value + "' is no path here: " + e.getReason());
        }
        throw new WrongArguments(option + " wants a file, not '" + value + "'");
    }

    private String value(String option) {
        if (rest.isEmpty()) {
            throw new WrongArguments(option + " wants a value");
        }
        return rest.pop();
    }

    private int bytes(String option) {
        String value = value(option);
        String digits = value.toUpperCase(Locale.ROOT).replaceFirst("K(IB)?$", "");
        long unit = digits.length() == value.length() ? 1 : 1024;
        return (int) Math.min(Integer.MAX_VALUE, number(option, digits) * unit);
    }

    private long number(String option, long least, long most) {
        long value = number(option, value(option));
        if (value < least || value > most) {
            throw new WrongArguments(option + " is " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    private static long number(String option, String value) {
        if (!value.matches("[0-9]{1,12}")) {
            throw new WrongArguments(option + " wants a number, not '" + value + "'");
        }
        return Long.parseLong(value);
    }

    private <E extends Enum<E>> E oneOf(String option, Class<E> type) {
        String value = value(option);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        String all = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
        throw new WrongArguments(option + " is one of " + all + ", not '" + value + "'");
    }
}
