package myidc.scan;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The volumes and groups of a command line. No data are in two volumes, or they would count as shared. */
final class VolumePaths {
    private static final int NAME_LENGTH_MOST = 500;

    private final SortedMap<String, Path> volumes = new TreeMap<>();
    private final SortedMap<String, List<String>> groups = new TreeMap<>();

    /** Names of volumes by where they really are. */
    private final Map<Path, String> places = new HashMap<>();

    /** Adds a volume that is called as its path is. */
    void add(String path) {
        add(withoutSlashes(path), path);
    }

    void add(String name, String path) {
        checkName(name);
        Path found = path(path);
        Path place = place(found);
        Path before = volumes.get(name);
        if (before != null && !place(before).equals(place)) {
            throw new WrongArguments("two volumes are called '" + name + "': " + before + " and " + found);
        }
        String other = places.putIfAbsent(place, name);
        if (other != null && !other.equals(name)) {
            throw new WrongArguments("'" + other + "' and '" + name + "' are the same data; they would count twice");
        }
        volumes.put(name, found);
    }

    /** Remembers a member of a group until all volumes are known. */
    void addToGroup(String name, String path) {
        checkName(name);
        groups.computeIfAbsent(name, ignored -> new ArrayList<>()).add(path);
    }

    SortedMap<String, Path> volumes() {
        return volumes;
    }

    /**
     * The groups, each with the names of its volumes; a member that is no volume yet becomes one, unless each file is a
     * volume and it lies within a directory that is listed.
     */
    SortedMap<String, List<String>> groups(boolean perFile) {
        SortedMap<String, List<String>> named = new TreeMap<>();
        groups.forEach((group, paths) -> {
            List<String> members = new ArrayList<>();
            for (String path : paths) {
                members.add(member(path, perFile));
            }
            named.put(group, members.stream().distinct().toList());
        });
        return named;
    }

    private String member(String path, boolean perFile) {
        Path place = place(path(path));
        String volume = places.get(place);
        Path above = perFile && volume == null ? above(place) : null;
        if (above != null) {
            return places.get(above) + '/' + above.relativize(place);
        }
        if (volume == null) {
            add(path);
            volume = places.get(place);
        }
        return String.valueOf(volume);
    }

    /** Refuses a volume within another. */
    void checkApart() {
        places.forEach((place, name) -> {
            Path above = above(place);
            if (above != null) {
                throw new WrongArguments("'" + name + "' lies within '" + places.get(above)
                        + "' and would count twice; with --per-file a group may name a part of a directory");
            }
        });
    }

    private @Nullable Path above(Path place) {
        for (Path up = place.getParent(); up != null; up = up.getParent()) {
            if (places.containsKey(up)) {
                return up;
            }
        }
        return null;
    }

    private static Path path(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new WrongArguments("'" + path + "' is no path here: " + e.getReason());
        }
    }

    static Path place(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    private static String withoutSlashes(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > NAME_LENGTH_MOST || name.chars().anyMatch(Character::isISOControl)) {
            throw new WrongArguments("a name has 1 to " + NAME_LENGTH_MOST + " characters, none of control, not '"
                    + safe(name) + "'; --volume NAME=PATH gives one");
        }
    }

    /** A name that a sketch takes, for a file that was found: control characters replaced, the end of a long one. */
    static String safe(String name) {
        String shown = name.replaceAll("\\p{Cntrl}", "\uFFFD");
        return shown.length() <= NAME_LENGTH_MOST
                ? shown
                : "…" + shown.substring(shown.length() - NAME_LENGTH_MOST + 1);
    }
}
