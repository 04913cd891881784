package myidc.api.tenant.linode;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Answer to an action: empty, as Linode's, when it has begun. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ActionJson(@Nullable Queued queued) {
    static final ActionJson BEGUN = new ActionJson(null);

    /**
     * The action waits; only callers who prefer that are told so.
     *
     * @param event the account event that tells what becomes of it
     * @param place 1 for the first that waits
     * @param behind what it waits for, in Linode's words, such as {@code linode_boot}
     */
    public record Queued(long event, int place, @Nullable String behind) {}
}
