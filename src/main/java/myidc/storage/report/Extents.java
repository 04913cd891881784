package myidc.storage.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import myidc.storage.event.Tool;
import myidc.storage.report.PoolOutputs.Output;
import org.jspecify.annotations.Nullable;

/**
 * {@code filefrag -v} of files on one file system: which places on the disk several of them share, as reflinks do. A file
 * sharing with one that was not given is seen by the flag its extent carries. A file not all of which has its place yet
 * is left out.
 */
final class Extents {
    private static final Pattern SIZE =
            Pattern.compile("File size of (.+) is (\\d+) \\((\\d+) blocks? of (\\d+) bytes\\)");
    private static final Pattern ROW = Pattern.compile(
            " *\\d+: +(\\d+)\\.\\. *(\\d+): +(\\d+)\\.\\. *(\\d+): +(\\d+):(?: +(\\d+):)? *([a-z_,0-9]*)");
    private static final Pattern END = Pattern.compile("(.+): (\\d+) extents? found");

    private final Map<String, Long> alone = new HashMap<>();
    private final Set<String> files = new HashSet<>();
    private long unique;
    private long shared;

    private Extents() {}

    static Extents read(List<Output> outputs) {
        Extents extents = new Extents();
        List<Piece> pieces = new ArrayList<>();
        for (Output output : outputs) {
            if (output.tool() == Tool.FILEFRAG) {
                extents.file(Line.of(Tool.FILEFRAG, output.text()), pieces);
            }
        }
        extents.sweep(pieces);
        return extents;
    }

    boolean covers(List<FoundFile> found) {
        return !files.isEmpty()
                && found.stream().allMatch(file -> file.allocatedBytes() == 0 || files.contains(file.path()));
    }

    @Nullable
    Long alone(String path) {
        return files.contains(path) ? Long.valueOf(alone.getOrDefault(path, 0L)) : null;
    }

    long unique() {
        return unique;
    }

    long shared() {
        return shared;
    }

    private void file(List<Line> lines, List<Piece> pieces) {
        @Nullable String path = null;
        long block = 0;
        int found = 0;
        boolean placed = true;
        for (Line line : lines) {
            Matcher size = SIZE.matcher(line.text());
            Matcher row = ROW.matcher(line.text());
            Matcher end = END.matcher(line.text());
            if (size.matches()) {
                path = size.group(1);
                block = line.whole(size.group(4), "block size");
                found = 0;
                placed = true;
                if (block < 512 || block > 1 << 20) {
                    throw line.odd("this is no size of blocks");
                }
            } else if (row.matches()) {
                if (path == null) {
                    throw line.odd("an extent comes before its file");
                }
                if (row.group(7).contains("unknown_loc") || row.group(7).contains("delalloc")) {
                    placed = false;
                } else {
                    pieces.add(piece(line, row, path, block));
                }
                found++;
            } else if (end.matches()) {
                if (path == null || !path.equals(end.group(1)) || line.whole(end.group(2), "extents") > found) {
                    throw line.odd("there are less extents than found");
                }
                if (placed) {
                    files.add(path);
                }
                path = null;
            } else if (!line.text().startsWith("Filesystem type is:")
                    && !line.text().startsWith(" ext:")) {
                throw line.odd("this line is not known");
            }
        }
        if (path != null) {
            throw lines.getLast().odd("the file's extents do not end");
        }
    }

    private static Piece piece(Line line, Matcher row, String path, long block) {
        long from = line.whole(row.group(3), "physical offset");
        long to = line.whole(row.group(4), "physical offset");
        long length = line.whole(row.group(5), "length");
        if (to < from || to - from + 1 != length) {
            throw line.odd("the extent's ends and its length do not agree");
        }
        long start = line.times(from, block);
        boolean inline = row.group(7).contains("inline");
        long end = inline ? start : line.plus(start, line.times(length, block));
        return new Piece(path, start, end, List.of(row.group(7).split(",", -1)).contains("shared"));
    }

    /** Goes over all ends in order of place; what lies under one file only, unshared, is unique. */
    private void sweep(List<Piece> pieces) {
        List<Edge> edges = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece.to() > piece.from()) {
                edges.add(new Edge(piece.from(), 1, piece));
                edges.add(new Edge(piece.to(), -1, piece));
            }
        }
        edges.sort(Comparator.comparingLong(Edge::at).thenComparingInt(Edge::step));
        Open open = new Open();
        long last = 0;
        for (Edge edge : edges) {
            long bytes = edge.at() - last;
            if (bytes > 0 && open.pieces > 0) {
                count(open, bytes);
            }
            last = edge.at();
            open.step(edge);
        }
    }

    private void count(Open open, long bytes) {
        boolean sharedElsewhere = open.pieces == 1 && open.flagged == 1;
        if (open.pieces == 1 && !sharedElsewhere) {
            unique += bytes;
        } else {
            shared += bytes;
        }
        if (open.byPath.size() == 1 && !sharedElsewhere) {
            alone.merge(open.byPath.keySet().iterator().next(), bytes, Long::sum);
        }
    }

    /** The extents over the place that is looked at, counted so that a step costs the same however many there are. */
    private static final class Open {
        private final Map<String, Integer> byPath = new HashMap<>();
        private int pieces;
        private int flagged;

        void step(Edge edge) {
            pieces += edge.step();
            flagged += edge.piece().shared() ? edge.step() : 0;
            if (byPath.merge(edge.piece().path(), edge.step(), Integer::sum) == 0) {
                byPath.remove(edge.piece().path());
            }
        }
    }

    /** A place on the disk, in bytes. */
    private record Piece(String path, long from, long to, boolean shared) {}

    private record Edge(long at, int step, Piece piece) {}
}
