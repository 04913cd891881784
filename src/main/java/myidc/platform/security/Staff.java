package myidc.platform.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import myidc.shared.Role;

/** Staff of these roles may call this operation, and agents that were made for it. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Staff {
    Role[] value();

    /** The scope of agents that may call it too; empty for none. */
    String agents() default "";
}
