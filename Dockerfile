# syntax=docker/dockerfile:1
# Builds the same artefact as `./myidc build` and runs it against the PostgreSQL given by MYIDC_DB_URL.

FROM node:22-bookworm-slim AS ui
WORKDIR /src/ui
COPY ui/package.json ui/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY ui/ ./
RUN npm run build

FROM maven:3.9-eclipse-temurin-25 AS portal
WORKDIR /src
COPY .mvn/ .mvn/
COPY pom.xml ./
COPY src/main/ src/main/
COPY --from=ui /src/ui/dist ui/dist
RUN --mount=type=cache,target=/root/.m2 mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /var/lib/myidc --create-home myidc
COPY --from=portal /src/target/quarkus-app /opt/myidc
USER myidc
WORKDIR /opt/myidc
VOLUME /var/lib/myidc
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=6 \
    CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /q/health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "--enable-native-access=ALL-UNNAMED", "-Ddisable-axoniq-console-message=true", "-Dmyidc.home=/var/lib/myidc", "-Dquarkus.http.host=0.0.0.0", "-jar", "quarkus-run.jar"]
