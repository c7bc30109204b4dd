package io.ecsharden.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ecsharden.control.check.Controls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may use which. Data goes one way, and only {@code host} touches the machine. */
class ArchitectureTest {

  private static final String ROOT = "io.ecsharden.";

  /**
   * A package, and what it may use besides itself and {@code java}. Two dots mean: with the
   * packages below it.
   */
  private static final String ARROWS =
      """
      facts            :
      format..         :
      machine          : facts
      host.linux       :
      host.files       : host.linux machine facts
      host.proc        : host.files facts
      host.http        : host.linux machine format..
      host.agent       : host.http host.linux machine
      host.docker      : format.json host.files host.http host.linux host.proc machine
      host.net         : host.files host.linux facts
      host.systemd     : host.files host.linux machine
      host             : host.. machine facts format..
      secrets          : format..
      settings..       : secrets format.. facts
      hygiene..        : settings.. secrets format.. facts
      baseline         : secrets format..
      control..        : hygiene.. settings.. secrets baseline facts format..
      plan..           : control.. hygiene.. settings.. secrets baseline facts format..
      repair           : plan.. machine control.. settings.. secrets baseline facts format..
      report..         : repair plan.. control.. hygiene.. settings.. secrets baseline facts format..
      aws.connection   : machine settings.. secrets format..
      aws.compliance   : aws.connection machine control.. settings.. secrets baseline facts format..
      aws.parameter    : aws.connection machine
      app..            : host.. aws.. report.. repair plan.. machine control.. hygiene.. settings.. \
      secrets baseline facts format..
      cli..            : watch app.. report..
      watch..          : app.. report..
      image            :
      """;

  private static final String HOW_TO_FIX =
      "docs/architecture.md has the picture. Pass what the class needs as a parameter, or move the"
          + " class to the package whose work it does. A new arrow is a line in ArchitectureTest";

  /** What a one-shot run goes through between the command line and the machine. */
  private static final String[] ONE_SHOT =
      packages(
          "facts format.. secrets settings.. hygiene.. control.. machine plan.. repair report.."
              + " host..");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Controls.class.getProtectionDomain().getCodeSource().getLocation());

  static Stream<Arguments> arrows() {
    return ARROWS
        .lines()
        .map(line -> line.split(":", -1))
        .map(words -> Arguments.of(words[0].strip(), words[1].strip()));
  }

  @ParameterizedTest(name = "{0} may use {1}")
  @MethodSource("arrows")
  void keeps_the_arrows(String from, String to) {
    List<String> allowed = new ArrayList<>(List.of("java..", "org.jspecify..", "", ROOT + from));
    if (!to.isEmpty()) {
      allowed.addAll(Arrays.asList(packages(to)));
    }
    allowed.addAll(libraries(from));
    classes()
        .that()
        .resideInAPackage(ROOT + from)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .as(from + " may use only " + (to.isEmpty() ? "itself" : to))
        .because(HOW_TO_FIX)
        .check(CLASSES);
  }

  private static List<String> libraries(String from) {
    return switch (from) {
      case "baseline" -> List.of("org.snakeyaml..");
      case "aws.connection", "aws.compliance", "aws.parameter" ->
          List.of("software.amazon.awssdk..", "javax.net.ssl..");
      case "cli.." -> List.of("picocli..", "io.quarkus..");
      case "image" ->
          List.of(
              "com.oracle.svm.core.annotate..", "org.graalvm.nativeimage..", "org.graalvm.word..");
      default -> List.of();
    };
  }

  /** Packages below a package count as packages of their own. */
  @Test
  void keeps_the_arrows_without_cycles() {
    slices()
        .matching(ROOT + "(**)")
        .should()
        .beFreeOfCycles()
        .because("a cycle makes one package of two. " + HOW_TO_FIX)
        .check(CLASSES);
  }

  @Test
  void names_every_package_in_the_arrows() {
    classes()
        .should()
        .resideInAnyPackage(arrows().map(arrow -> ROOT + arrow.get()[0]).toArray(String[]::new))
        .as("every package has a line in ArchitectureTest.ARROWS")
        .check(CLASSES);
  }

  /** The image's builder initialises the classes, so a generator's seed would be the build's. */
  @Test
  void uses_no_random_generator_that_is_seeded_when_the_image_is_built() {
    noClasses()
        .should()
        .dependOnClassesThat(
            named(
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.util.random.RandomGenerator",
                "java.util.random.RandomGeneratorFactory"))
        .because("only ThreadLocalRandom gets a new seed each time the executable starts")
        .check(CLASSES);
  }

  @Test
  void prints_and_exits_only_in_the_command_line() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "cli..", ROOT + "watch..", ROOT + "image..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .because("the callers decide what is printed, and the image's build is not the program")
        .check(CLASSES);
  }

  @Test
  void touches_files_only_in_host_and_where_the_command_line_begins() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "host..", ROOT + "image..")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "cli.Main")
        .should()
        .dependOnClassesThat(
            named(
                "java.nio.file.Files",
                "java.io.File",
                "java.io.FileInputStream",
                "java.io.FileOutputStream",
                "java.io.FileReader",
                "java.io.FileWriter",
                "java.io.RandomAccessFile"))
        .orShould()
        .dependOnClassesThat(resideInAnyPackage("java.nio.channels.."))
        .because("io.ecsharden.host.files reads and writes files without following links")
        .check(CLASSES);
  }

  @Test
  void starts_no_process_and_opens_no_socket_but_to_aws() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "aws..")
        .should()
        .dependOnClassesThat(named("java.lang.ProcessBuilder", "java.lang.Process"))
        .orShould()
        .callMethodWhere(calls("java.lang.Runtime", "exec"))
        .orShould()
        .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "java.net.http.."))
        .because("io.ecsharden.host.linux has sockets that do not load the network library")
        .check(CLASSES);
  }

  /** Findings, plans and receipts hold the texts; who makes them does not know who will read. */
  @Test
  void chooses_what_is_shown_of_secrets_only_where_the_output_is_written() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("secrets report.. app.. cli.. watch.."))
        .and()
        .haveNameNotMatching("io\\.ecsharden\\.plan\\.Diff(\\$.*)?") // a part of the output
        .should()
        .dependOnClassesThat(named(ROOT + "secrets.Disclosure"))
        .because("a SensitiveText is opened once, and whoever never shows a secret calls masked()")
        .check(CLASSES);
  }

  /** Elsewhere a whole report would be a String of which nobody knows who made it. */
  @Test
  void makes_text_that_leaves_the_program_only_where_reports_are_written() {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages("report.."))
        .and() // what it shows is made of SentText
        .doNotHaveFullyQualifiedName(ROOT + "app.ReportDelivery")
        .should()
        .callMethodWhere(calls(ROOT + "report.OutputText", "written"))
        .because("a message goes through OutputText.line, which hides secrets")
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "cli.Cli")
        .should()
        .callMethodWhere(calls(ROOT + "report.OutputText", "words"))
        .because("only help and the version quote nothing")
        .check(CLASSES);
  }

  /** Their methods take an OutputText, or a message that they make one of. */
  @Test
  void lets_text_leave_the_program_only_through_the_console_and_a_report_file() {
    noClasses()
        .that()
        .resideInAnyPackage(packages("cli.. watch.. app.. report.."))
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "cli.Console")
        .should()
        .callMethodWhere(writes("java.io.OutputStream"))
        .orShould()
        .callMethodWhere(writes("java.io.Writer"))
        .because("a String would leave without anybody having looked at it")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "host.files")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + "app.ReportFile")
        .should()
        .callMethodWhere(calls(ROOT + "host.files.OutputFile", "write"))
        .because("app.ReportFile takes an OutputText")
        .check(CLASSES);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "app.Bootstrap")
        .should()
        .callMethodWhere(calls(ROOT + "host.systemd.Journal", "write"))
        .because("app.Bootstrap gives it an OutputText's line")
        .check(CLASSES);
  }

  @Test
  void uses_the_sdk_only_in_aws() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "aws..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("software.amazon.."))
        .check(CLASSES);
  }

  @Test
  void uses_no_pattern_no_reflection_and_no_format_in_a_one_shot_run() {
    noClasses()
        .that()
        .resideInAnyPackage(ONE_SHOT)
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.util.regex..", "java.lang.reflect.."))
        .orShould()
        .callMethodWhere(calls("java.lang.String", "format"))
        .orShould()
        .callMethodWhere(calls("java.lang.String", "formatted"))
        .orShould()
        .callMethodWhere(calls("java.lang.String", "replaceAll"))
        .orShould()
        .callMethodWhere(calls("java.lang.String", "matches"))
        .orShould()
        .callMethodWhere(calls("java.lang.Class", "forName"))
        .because("each costs a run of milliseconds more than its work")
        .check(CLASSES);
  }

  @Test
  void reads_clock_and_environment_only_in_the_command_line() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + "cli..", ROOT + "watch..")
        .should()
        .callMethodWhere(calls("java.time.Instant", "now"))
        .orShould()
        .callMethodWhere(calls("java.time.LocalDate", "now"))
        .orShould()
        .callMethodWhere(calls("java.lang.System", "currentTimeMillis"))
        .orShould()
        .callMethodWhere(calls("java.lang.System", "getenv"))
        .because("the callers pass time and environment in, and tests do the same")
        .check(CLASSES);
  }

  private static String[] packages(String names) {
    return Arrays.stream(names.split(" ")).map(name -> ROOT + name).toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    return DescribedPredicate.describe(
        "are " + String.join(" or ", names), type -> List.of(names).contains(type.getFullName()));
  }

  /** Calls of {@code write} or {@code print} of a type or of one that extends it. */
  private static <T extends JavaAccess<?>> DescribedPredicate<T> writes(String type) {
    return DescribedPredicate.describe(
        "to write to a " + type,
        access ->
            access.getTargetOwner().isAssignableTo(type)
                && (access.getTarget().getName().startsWith("write")
                    || access.getTarget().getName().startsWith("print")
                    || access.getTarget().getName().equals("append")));
  }

  private static <T extends JavaAccess<?>> DescribedPredicate<T> calls(
      String owner, String method) {
    return DescribedPredicate.describe(
        owner + "." + method,
        access ->
            access.getTargetOwner().getFullName().equals(owner)
                && access.getTarget().getName().equals(method));
  }
}
