# All commands of the project. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help serve site deploy offline data verify text notes diagrams pictures test bench lock audit clean
export NO_MKDOCS_2_WARNING = 1
# The day of the last commit stands for the day of the build, so that the same sources give the same bytes.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || date +%s)

PORT ?= 8000
BIN  := .venv/bin
SITE_READY  := .venv/.site-packages
TESTS_READY := .venv/.tests-packages

help: ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

serve: $(SITE_READY) ## serve the site at http://127.0.0.1:8000, rebuilt on every edit (PORT=8001 for another port)
	@$(BIN)/python -m tools.serve $(PORT)

site: $(SITE_READY) ## build the site into site/, ready to be hosted (SITE_URL=https://… where that will be)
	@$(BIN)/mkdocs build --quiet
	@$(BIN)/python -m tools.finish site
	@$(BIN)/python -m tools.check_site site

deploy: $(TESTS_READY) ## bring site/ into an S3 bucket: make deploy BUCKET=name DISTRIBUTION=id (DRY_RUN=1 to see what would be done)
	@$(BIN)/python -m tools.deploy site --bucket "$(BUCKET)" $(DISTRIBUTION:%=--distribution %) $(DRY_RUN:1=--dry-run)

offline: $(SITE_READY) ## build the site to be opened from disk, into dist/
	@$(BIN)/python -m tools.offline

data: $(SITE_READY) ## check all data and pages without building (about a second)
	@$(BIN)/python -m tools.check_data

verify: $(TESTS_READY) ## compare every proof with AWS's own models (LATEST=1: with the newest published ones)
ifdef LATEST
	@$(BIN)/python -m tools.verify_latest $(REPORT:%=--report %)
else
	@$(BIN)/python -m tools.verify $(REPORT:%=--report %)
endif

text: $(TESTS_READY) ## print the text a proof's pattern sees: make text AT=botocore:lambda:shape:Timeout
	@$(BIN)/python -m tools.artefacts "$(AT)"

notes: $(SITE_READY) ## which lines of a notes file the site lacks: make notes NOTES=path
	@$(BIN)/python -m tools.notes "$(NOTES)"

diagrams: $(SITE_READY) ## draw diagrams/*.dot anew where their source changed (needs Graphviz)
	@$(BIN)/python -m tools.diagrams

pictures: $(TESTS_READY) ## draw the icons, the preview picture and the picture in README anew (needs Chromium)
	@$(BIN)/python -m tools.pictures

test: $(TESTS_READY) ## run all tests
	@sh tools/system_packages.sh
	@$(BIN)/python -m pytest

bench: $(TESTS_READY) ## measure build, search and serve against a plain set-up (many minutes; TIMES=1,4 for less)
	@$(BIN)/python -m tools.bench $(TIMES:%=--times %)

lock: ## compile requirements.in and tests/requirements.in into their pinned, hashed lock files
	@sh tools/lock.sh

audit: ## ask for known holes in the locked packages (needs the network)
	@sh tools/audit.sh

clean: ## remove everything that was built or installed
	rm -rf site site.partial dist .venv .cache .pytest_cache

$(SITE_READY): requirements.txt
	@sh tools/setup.sh requirements.txt
	@touch $@

$(TESTS_READY): tests/requirements.txt requirements.txt
	@sh tools/setup.sh tests/requirements.txt
	@touch $@ $(SITE_READY)
