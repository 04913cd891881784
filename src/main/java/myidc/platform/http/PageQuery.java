package myidc.platform.http;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import myidc.shared.Page;

/** Query parameters {@code page} and {@code pageSize} of the admin contract's lists. */
public record PageQuery(
        @QueryParam("page") @DefaultValue("1") int page,
        @QueryParam("pageSize") @DefaultValue("100") int pageSize) {
    public Page.Ask ask() {
        return new Page.Ask(page, pageSize);
    }
}
