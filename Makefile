# The four verbs. Each first makes sure of uv and of the locked packages.
.PHONY: run test check bench packages uv
.SILENT:

UV_VERSION = 0.13.9
PYTHON = .venv/bin/python
# Production's settings with nothing behind them, for check --deploy.
PRODUCTION = env -u NEWSROOM_DEMO ALLOWED_HOSTS=news.example.com \
	SECRET_KEY=0123456789-only-for-the-check-abcdefghijklmnopqrstuvwxyz-ABCDEFG \
	DATABASE_URL=postgresql://newsroom@db.example.com/newsroom \
	MAIL_URL=smtp://name:password@mail.example.com:587 TRUSTED_PROXIES=1 \
	STRIPE_SECRET_KEY=sk_live_only_for_the_check STRIPE_API_BASE= \
	STRIPE_WEBHOOK_SECRETS=whsec_only_for_the_check
# A database of its own, so that a site which runs meanwhile is left alone.
SCRATCH = env NEWSROOM_DEMO=1 NEWSROOM_VAR=var/check

run: packages
	NEWSROOM_DEMO=1 exec $(PYTHON) -m newsroom.supervisor

test: packages
	$(PYTHON) tests/browser/chromium.py
	exec $(PYTHON) -m pytest -n auto --dist loadgroup $(ARGS)

check: packages
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	find . -path ./.venv -prune -o -path '*templates/*.html' \
		-exec .venv/bin/djade --check {} +
	$(PYTHON) -m mypy .
	$(SCRATCH) $(PYTHON) manage.py makemigrations --check --dry-run
	$(SCRATCH) $(PYTHON) manage.py db stop >/dev/null
	$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING

bench: packages
	for file in bench/*.py; do NEWSROOM_DEMO=1 $(PYTHON) "$$file" || exit 1; done

packages: uv
	test -d .venv || echo "Installing the packages (some 300 MB, once) ..."
	UV_PROJECT_ENVIRONMENT=.venv "$$(command -v uv || echo .uv/bin/uv)" sync \
		--frozen --quiet

uv:
	command -v uv >/dev/null || test -x .uv/bin/uv || { \
		echo "Fetching uv $(UV_VERSION) into .uv ..."; \
		{ python3 -m venv .uv && .uv/bin/python -m pip install --quiet \
			--disable-pip-version-check uv==$(UV_VERSION); } >/dev/null 2>&1 \
		|| { curl -LsSf https://astral.sh/uv/$(UV_VERSION)/install.sh | \
			UV_INSTALL_DIR="$$PWD/.uv/bin" UV_NO_MODIFY_PATH=1 sh; } >/dev/null 2>&1; \
		test -x .uv/bin/uv || { echo "uv could not be fetched. Install it" \
			"(https://docs.astral.sh/uv/) and try again."; exit 1; }; }
