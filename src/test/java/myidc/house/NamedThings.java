package myidc.house;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import myidc.platform.axon.StoreMapper;
import myidc.platform.security.AccessFilter;
import myidc.platform.security.TenantScope;

/** The fields of bodies of the tenants' API that name a thing, read from the operations themselves. */
final class NamedThings {
    private static final ObjectMapper JSON = StoreMapper.facts();
    private static final Pattern NAMES = Pattern.compile(
            "(.*_)?(id|ids|uuid)|linodes|volumes|firewalls|ips|image|images"
                    + "|authorized_users|reserved_ipv4_addresses|domains|nodebalancers|interfaces|address|token|ruleset");
    private static final int DEPTH_MAX = 4;

    private NamedThings() {}

    /** Such as {@code POST /v4/volumes linode_id}; fields of objects within are dotted. */
    static Set<String> all() {
        Set<String> named = new TreeSet<>();
        AccessRulesTest.operations()
                .filter(method -> AccessFilter.ruleOf(method) instanceof TenantScope)
                .filter(method -> Operations.pathOf(method).startsWith("/v4/"))
                .forEach(method -> Arrays.stream(method.getParameters())
                        .filter(NamedThings::isBody)
                        .forEach(body -> fields(named, operation(method), "", (Class<?>) body.getType(), 0)));
        return named;
    }

    private static String operation(Method method) {
        return Operations.verbOf(method) + " " + Operations.filled(Operations.pathOf(method), "{}");
    }

    private static boolean isBody(Parameter parameter) {
        return parameter.getType().isRecord()
                && Arrays.stream(parameter.getAnnotations())
                        .noneMatch(a -> a.annotationType().getPackageName().equals("jakarta.ws.rs"));
    }

    private static void fields(Set<String> named, String operation, String within, Class<?> body, int depth) {
        for (BeanPropertyDefinition property : JSON.getSerializationConfig()
                .introspect(JSON.constructType(body))
                .findProperties()) {
            String name = property.getName();
            Type type = Arrays.stream(body.getRecordComponents())
                    .filter(component -> component.getName().equals(property.getInternalName()))
                    .map(component -> component.getGenericType())
                    .findFirst()
                    .orElse(Object.class);
            Class<?> inner = innermost(type);
            if (inner.isRecord() && depth < DEPTH_MAX) {
                fields(named, operation, within + name + ".", inner, depth + 1);
            } else if (NAMES.matcher(name).matches()) {
                named.add(operation + " " + within + name);
            }
        }
    }

    private static Class<?> innermost(Type type) {
        return type instanceof ParameterizedType list
                ? innermost(list.getActualTypeArguments()[0])
                : type instanceof Class<?> plain ? plain : Object.class;
    }
}
