package myidc.house;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import myidc.TestTenants;
import myidc.platform.axon.StoreMapper;
import myidc.platform.db.Sql;
import myidc.platform.security.AccessFilter;
import myidc.platform.security.TenantScope;
import org.junit.jupiter.api.Test;

/** Every operation that takes a body, met with bodies no client should send: a 4xx that names the field, nothing stored. */
@QuarkusTest
class BadInputTest {
    private static final ObjectMapper JSON = StoreMapper.facts();
    private static final String NOBODY = "999999999";

    private static TestTenants.TestTenant tenant;

    @Inject
    Sql sql;

    @Test
    void aBodyThatIsNoJsonIsRefused() {
        expectRefusal("{\"");
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        expectRefusal("[1]");
    }

    /** Clients leave a body out that need not say anything. */
    @Test
    void aBodyLeftOutIsTakenForAnEmptyOne() {
        tenantToken();
        List<String> wrong = new ArrayList<>();
        operations().forEach(operation -> {
            int status =
                    as(operation).request(operation.verb(), operation.path()).statusCode();
            if (status < 200 || status >= 500) {
                wrong.add(operation + ": " + status);
            }
            if (operation.path().endsWith("/account/cancel")) {
                reopen();
            }
        });
        assertThat(wrong).isEmpty();
    }

    /** What says nothing closes the account, and the other operations are to be met by one that is open. */
    private static void reopen() {
        TestTenants.asOperator()
                .post("/admin/v1/tenants/" + tenant.id() + "/reopen")
                .then()
                .statusCode(200);
    }

    @Test
    void aFieldOfTheWrongShapeIsNamed() {
        tenantToken();
        List<String> wrong = new ArrayList<>();
        long before = facts();
        for (Operation operation : operations().toList()) {
            for (RecordComponent field : operation.body().getRecordComponents()) {
                String name = nameOf(operation.body(), field);
                Object shape = isList(field) || field.getType().isRecord() ? "text" : Map.of("un", List.of("expected"));
                if (field.getType() == Object.class
                        || field.getType().getSimpleName().endsWith("JsonNode")) {
                    continue;
                }
                Response answer = send(operation, Map.of(name, shape));
                String named = Optional.ofNullable(answer.jsonPath().getString("field"))
                        .or(() -> Optional.ofNullable(answer.jsonPath().getString("errors[0].field")))
                        .orElse("none");
                boolean right = answer.statusCode() >= 400
                        && answer.statusCode() < 500
                        && (named.startsWith(name) || answer.statusCode() == 404 || answer.statusCode() == 429);
                if (!right) {
                    wrong.add(operation + " " + name + ": " + answer.statusCode() + ", field " + named);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(facts()).isEqualTo(before);
    }

    private void expectRefusal(String body) {
        tenantToken();
        long before = facts();
        List<String> wrong = new ArrayList<>();
        operations().forEach(operation -> {
            int status = send(operation, body).statusCode();
            if (status < 400 || status >= 500) {
                wrong.add(operation + ": " + status);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(facts()).isEqualTo(before);
    }

    private static synchronized String tenantToken() {
        if (tenant == null) {
            tenant = TestTenants.open();
        }
        return tenant.token();
    }

    private static Response send(Operation operation, Object body) {
        return as(operation).contentType("application/json").body(body).request(operation.verb(), operation.path());
    }

    private static RequestSpecification as(Operation operation) {
        return given().auth().oauth2(operation.tenant() ? tenantToken() : TestTenants.OPERATOR);
    }

    private long facts() {
        return sql.count("select count(*) from domain_event where payload_type not like 'tenancy.Sign%'"
                + " and payload_type <> 'billing.AccountOpened' and payload_type not like 'tenancy.Token%'"
                + " and meta_data ->> 'who' not in ('reconciler', 'host-watch', 'money-watch', 'billing',"
                + " 'alert-watch', 'waves', 'watchdog')");
    }

    static Stream<Operation> operations() {
        return AccessRulesTest.operations()
                .filter(method -> method.isAnnotationPresent(POST.class) || method.isAnnotationPresent(PUT.class))
                .filter(BadInputTest::takesJson)
                .flatMap(method -> bodyOf(method)
                        .map(body -> new Operation(
                                Operations.verbOf(method),
                                Operations.filled(Operations.pathOf(method), NOBODY),
                                body,
                                isTenants(method)))
                        .stream());
    }

    private static boolean takesJson(Method method) {
        return Stream.of(
                        method.getAnnotation(Consumes.class),
                        method.getDeclaringClass().getAnnotation(Consumes.class))
                .filter(consumes -> consumes != null)
                .findFirst()
                .map(consumes -> consumes.value()[0].contains("json"))
                .orElse(true);
    }

    private static Optional<Class<?>> bodyOf(Method method) {
        return Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.getType().isRecord())
                .filter(parameter -> Arrays.stream(parameter.getAnnotations())
                        .noneMatch(a -> a.annotationType().getPackageName().equals("jakarta.ws.rs")))
                .map(Parameter::getType)
                .<Class<?>>map(type -> type)
                .findFirst();
    }

    private static boolean isTenants(Method method) {
        return AccessFilter.ruleOf(method) instanceof TenantScope;
    }

    private static boolean isList(RecordComponent field) {
        return Iterable.class.isAssignableFrom(field.getType()) || Map.class.isAssignableFrom(field.getType());
    }

    private static String nameOf(Class<?> body, RecordComponent field) {
        return JSON.getDeserializationConfig().introspect(JSON.constructType(body)).findProperties().stream()
                .filter(property -> property.getInternalName().equals(field.getName()))
                .map(BeanPropertyDefinition::getName)
                .findFirst()
                .orElse(field.getName());
    }

    /** An operation with a JSON body. */
    record Operation(String verb, String path, Class<?> body, boolean tenant) {
        @Override
        public String toString() {
            return verb + " " + path;
        }
    }
}
