# Everything goes through scripts/, which find a JDK 25 by themselves; `run` and `test` install what is missing.

NATIVE  := target/ecs-harden
JVM_APP := target/quarkus-app/quarkus-run.jar
SOURCES := pom.xml $(shell find .mvn src/main src/image -type f 2>/dev/null)

FUZZ_SECONDS ?= 600
export FUZZ_SECONDS
SOAK_MINUTES ?= 120
export SOAK_MINUTES

.PHONY: help run test native image docs dist distcheck cdk bench format fuzz mutation reliability soak clean
.DEFAULT_GOAL := help

help: ## list the targets
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F '\t' '{printf "make %-11s %s\n", $$1, $$2}'

run: ## build, natively where possible, and audit the sample instance
	@MAKE=$(MAKE) scripts/run.sh

test: ## run every test that this machine can run
	@MAKE=$(MAKE) scripts/test.sh

native: $(NATIVE) ## build target/ecs-harden (GRAALVM_HOME, else a builder container)

image: $(NATIVE) ## build the image ecs-harden:VERSION with a Docker engine
	@scripts/image.sh

docs: ## write target/completions and target/man from the command line
	@scripts/mvn.sh -q test -Dtest=CommandDocumentsTest -Dsurefire.failIfNoSpecifiedTests=false
	@ls target/completions/* target/man/*

dist: $(NATIVE) docs ## write packages, an image and checksums into target/dist
	@scripts/dist.sh

distcheck: dist ## build them twice, compare, lint, and install them
	@scripts/distcheck.sh

cdk: ## test the CDK library and the CloudFormation templates (Node.js)
	@scripts/cdk.sh

bench: $(NATIVE) ## time the audit beside a native hello world, grep and goss
	@scripts/bench.sh

format: ## format the Java sources
	@scripts/mvn.sh -q spotless:apply

fuzz: ## fuzz the parsers for FUZZ_SECONDS (600)
	@scripts/mvn.sh test -Dgroups=fuzz -DexcludedGroups= -DfailIfNoTests=true -DFUZZ_SECONDS=$(FUZZ_SECONDS) -Dtest.jvm.args=

reliability: $(NATIVE) ## let repairs die, fail and race some thousand times, and print the results
	@scripts/reliability.sh

soak: $(NATIVE) ## let daemons live through drifts, fights and outages for SOAK_MINUTES (120), and print the results
	@TESTS=SoakIT,WatchCostIT scripts/reliability.sh soak

mutation: ## count how many small changes of the code the unit tests notice (PACKAGES)
	@scripts/mutation.sh $(PACKAGES)

clean: ## remove target/
	@rm -rf target

$(NATIVE): $(SOURCES)
	@scripts/native.sh

$(JVM_APP): $(SOURCES)
	@scripts/mvn.sh -q package -Dmaven.test.skip=true -Dspotless.check.skip=true
	@touch $@
