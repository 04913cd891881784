package myidc.tenancy.read;

import io.quarkus.hibernate.orm.panache.PanacheQuery;
import jakarta.inject.Singleton;
import java.util.Optional;
import myidc.shared.Page;

/** Reads attempts to sign in. */
@Singleton
public final class Logins {
    public Optional<LoginView> find(long id) {
        return LoginView.findByIdOptional(id);
    }

    /** A page of what meets a condition, whose text holds parameters and no values. */
    public Page<LoginView> page(String where, String orderBy, Page.Ask ask, Object... values) {
        PanacheQuery<LoginView> query =
                LoginView.find("from LoginView where " + where + " order by " + orderBy, values);
        return Page.of(query.page(ask.page() - 1, ask.size()).list(), ask, query.count());
    }
}
