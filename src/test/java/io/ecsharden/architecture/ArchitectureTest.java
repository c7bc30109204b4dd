package io.ecsharden.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ecsharden.control.check.Controls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data goes one way, and only the ends touch the machine. */
class ArchitectureTest {

  private static final String ROOT = "io.ecsharden.";

  /** What a one-shot run goes through between the command line and the machine. */
  private static final String[] ONE_SHOT =
      packages("facts format secrets settings hygiene control machine plan repair report host");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Controls.class.getProtectionDomain().getCodeSource().getLocation());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "facts|",
        "format|",
        "machine|facts",
        "host|machine facts format",
        "secrets|format",
        "settings|secrets format facts",
        "hygiene|settings secrets format facts",
        "baseline|format",
        "image|",
        "control|hygiene settings secrets baseline facts format",
        "plan|control hygiene settings secrets baseline facts format",
        "repair|plan machine control settings baseline facts format",
        "report|repair plan control hygiene settings secrets baseline facts format",
        "aws|machine control settings secrets baseline facts format",
        "app|report host aws repair plan machine control hygiene settings secrets baseline facts format",
        "cli|app report"
      })
  void keeps_the_arrows(String from, String to) {
    List<String> allowed =
        new ArrayList<>(List.of("java..", "org.jspecify..", "", ROOT + from + ".."));
    if (to != null) {
      allowed.addAll(Arrays.asList(packages(to)));
    }
    switch (from) {
      case "baseline" -> allowed.add("org.snakeyaml..");
      case "aws" -> allowed.addAll(List.of("software.amazon.awssdk..", "javax.net.ssl.."));
      case "cli" -> allowed.addAll(List.of("picocli..", "io.quarkus.runtime.annotations.."));
      case "image" ->
          allowed.addAll(
              List.of(
                  "com.oracle.svm.core.annotate..",
                  "org.graalvm.nativeimage..",
                  "org.graalvm.word.."));
      default -> {}
    }
    classes()
        .that()
        .resideInAPackage(ROOT + from + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .check(CLASSES);
  }

  @Test
  void has_no_package_that_no_arrow_speaks_of() {
    classes()
        .should()
        .resideInAnyPackage(
            packages(
                "facts format machine host secrets settings hygiene baseline control plan repair report aws app cli image"))
        .check(CLASSES);
  }

  @Test
  void knows_formats_in_host_only_where_answers_are_read() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "host..")
        .and()
        .resideOutsideOfPackage(ROOT + "host.http..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(ROOT + "format.."))
        .check(CLASSES);
  }

  /** Classes are initialised while the image is built, and what they throw is thrown then. */
  @Test
  void throws_dice_that_are_thrown_at_run_time() {
    noClasses()
        .should()
        .dependOnClassesThat(
            named(
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.util.random.RandomGenerator",
                "java.util.random.RandomGeneratorFactory"))
        .check(CLASSES);
  }

  @Test
  void prints_and_exits_nowhere_but_in_the_command_line() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            ROOT + "cli..", ROOT + "image..") // image: the build, not the program
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  @Test
  void touches_files_nowhere_but_in_host_and_where_the_command_line_begins() {
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
        .check(CLASSES);
  }

  @Test
  void starts_no_process_and_opens_no_socket_but_to_report() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "aws..")
        .should()
        .dependOnClassesThat(named("java.lang.ProcessBuilder", "java.lang.Process"))
        .orShould()
        .callMethodWhere(calls("java.lang.Runtime", "exec"))
        .orShould()
        .dependOnClassesThat(resideInAnyPackage("java.net..", "javax.net..", "java.net.http.."))
        .check(CLASSES);
  }

  @Test
  void knows_the_sdk_nowhere_but_where_it_reports() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "aws..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("software.amazon.."))
        .check(CLASSES);
  }

  @Test
  void is_quick_because_it_needs_neither_patterns_nor_reflection_nor_formats() {
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
        .check(CLASSES);
  }

  @Test
  void knows_no_clock_outside_the_command_line() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "cli..")
        .should()
        .callMethodWhere(calls("java.time.Instant", "now"))
        .orShould()
        .callMethodWhere(calls("java.time.LocalDate", "now"))
        .orShould()
        .callMethodWhere(calls("java.lang.System", "currentTimeMillis"))
        .orShould()
        .callMethodWhere(calls("java.lang.System", "getenv"))
        .check(CLASSES);
  }

  private static String[] packages(String names) {
    return Arrays.stream(names.split(" ")).map(name -> ROOT + name + "..").toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> named(String... names) {
    return DescribedPredicate.describe(
        "are " + String.join(" or ", names), type -> List.of(names).contains(type.getFullName()));
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
