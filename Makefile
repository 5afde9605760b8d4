# SPDX-License-Identifier: GPL-3.0-or-later
# experiment: what contact strategies caused. The verbs:
#
#   make setup         install what is missing of the system packages and test tools
#   make build         build in release mode
#   make demo          create a campaign and report on it
#   make test          lint, all tests, the calibration suite and the documentation
#   make test-engines  the queries in every engine, Spark too (ENGINES=spark: only there)
#   make calibration   measure how often each default method is wrong
#   make docs          build the documentation of Inference; warnings are errors
#   make lint          check the format of every source file
#   make format        format every source file
#   make reports       renew the rendered reports in reports/
#   make bench         measure speed and memory against peers
#   make install       copy the program to PREFIX/bin (default /usr/local)
#   make clean         remove what was built

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
PREFIX ?= /usr/local
SWIFT ?= swift
JOBS ?= $(shell nproc 2>/dev/null || sysctl -n hw.ncpu)
VENV := .venv
ENGINES_VENV := .venv-engines
RELEASE := .build/release/experiment
FORMATTED := Package.swift Sources Tests Calibration/Package.swift Calibration/Tests
DEBIAN := libgsl-dev r-mathlib libsqlite3-dev zlib1g-dev pkg-config python3-venv
# Needed by the tests alone: a server of its own is started, in a temporary folder.
TEST_DEBIAN := postgresql
BREW := gsl r sqlite zlib pkg-config
TEST_BREW := postgresql@17
ENGINES ?=

.PHONY: help setup packages test-packages build demo test test-engines calibration docs lint format reports bench install clean

help:
	@sed -n 's/^#   \(make .*\)/\1/p' Makefile

setup: test-packages $(VENV)/ready

test-packages: DEBIAN += $(TEST_DEBIAN)
test-packages: BREW += $(TEST_BREW)
packages test-packages:
	@if command -v dpkg-query >/dev/null; then \
	  missing=""; \
	  for package in $(DEBIAN); do \
	    dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; \
	  done; \
	  [ -z "$$missing" ] && exit 0; \
	  if [ "$$(id -u)" = 0 ]; then root=""; \
	  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then root="sudo"; \
	  else echo "These packages are missing. Install them, then run make again:"; \
	    echo "  sudo apt-get update && sudo apt-get install -y$$missing"; exit 1; fi; \
	  echo "installing$$missing"; \
	  $$root apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive $$root apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	elif command -v brew >/dev/null; then \
	  for package in $(BREW); do brew list --versions $$package >/dev/null || brew install $$package; done; \
	else echo "Install these packages of your system, then run make again: $(DEBIAN)"; exit 1; fi

$(VENV)/ready: Tests/requirements.txt | packages
	@python3 -m venv $(VENV)
	@$(VENV)/bin/pip install -q --disable-pip-version-check -r Tests/requirements.txt
	@touch $@

build: packages
	$(SWIFT) build -c release --product experiment -j $(JOBS)

demo: build
	@mkdir -p out/winback-demo
	$(RELEASE) simulate experiments/winback-demo.yaml --customers 100000 --seed 26 --out out/winback-demo/winback-demo.csv --force
	$(RELEASE) report experiments/winback-demo.yaml --data out/winback-demo/winback-demo.csv --out out/winback-demo

test: setup lint
	$(SWIFT) build --build-tests -j $(JOBS)
	$(SWIFT) test --skip-build
	.ci/docs
	@$(MAKE) --no-print-directory calibration

# SQLite, DuckDB and PostgreSQL run in make test too; Spark needs Java and is large, so it has an
# environment of its own.
test-engines: setup $(ENGINES_VENV)/ready
	$(SWIFT) build --build-tests -j $(JOBS)
	EXPERIMENT_ENGINES="$(ENGINES)" EXPERIMENT_SPARK_PYTHON=$(CURDIR)/$(ENGINES_VENV)/bin/python $(SWIFT) test --skip-build --filter ExperimentQueryTests.EngineTests

$(ENGINES_VENV)/ready: Tests/engines/requirements.txt | packages
	@command -v java >/dev/null || { echo "Spark needs Java 17 or later: install openjdk-17-jre-headless, or what your system calls it"; exit 1; }
	@python3 -m venv $(ENGINES_VENV)
	@$(ENGINES_VENV)/bin/pip install -q --disable-pip-version-check -r Tests/engines/requirements.txt
	@touch $@

# A package of its own: the statistics compiled with optimisation, and nothing else. It plans its
# build anew each time, because SwiftPM does not see new files of the package above.
calibration: packages
	@rm -f Calibration/.build/release.yaml
	$(SWIFT) test -c release --package-path Calibration -j $(JOBS) --disable-xctest

docs: packages
	$(SWIFT) build --target Inference -j $(JOBS)
	.ci/docs

lint:
	$(SWIFT) format lint --recursive --strict --parallel $(FORMATTED)

format:
	$(SWIFT) format --in-place --recursive --parallel $(FORMATTED)

reports: build
	RELEASE=$(RELEASE) reports/renew

bench: build
	Benchmarks/run

install: build
	install -d $(PREFIX)/bin
	install -m 755 $(RELEASE) $(PREFIX)/bin/experiment

clean:
	rm -rf .build Calibration/.build out Benchmarks/.work
