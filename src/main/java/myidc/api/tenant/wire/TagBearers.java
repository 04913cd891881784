package myidc.api.tenant.wire;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Things of one kind of the caller's tenant that bear tags; a bean for each kind there is. */
public interface TagBearers {
    /** Linode's word for the kind, such as {@code linode}; with an s it is the field of a body that lists things of it. */
    String kind();

    /** Tags that things of the kind bear. */
    Collection<String> borne();

    /** Things that bear the tag, each as its own list shows it; at most 10,000. */
    List<?> bearing(String label);

    /**
     * The command that puts the tag on a thing beside those it has; refused as not found where it is not the caller's, and
     * as forbidden where the caller may only read it.
     *
     * @param thing its number, or its address, as text
     */
    Object put(String thing, String label);

    /** The commands that take the tag from all that bear it. */
    List<Object> take(String label);

    /** The tags with one more, which is there but once. */
    static List<String> with(Collection<String> tags, String label) {
        return Stream.concat(tags.stream(), Stream.of(label)).distinct().toList();
    }

    /** The tags without one. */
    static List<String> without(Collection<String> tags, String label) {
        return tags.stream().filter(tag -> !tag.equals(label)).toList();
    }

    /** The number of a thing that is told as text. */
    static long number(String thing) {
        return thing.matches("[0-9]{1,18}") ? Long.parseLong(thing) : -1;
    }
}
