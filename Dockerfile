FROM node:24-slim AS browser_files
WORKDIR /verbatim
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /verbatim
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY . .
COPY --from=browser_files /verbatim/node_modules ./node_modules
RUN python -c "from config.setup import browser_files; browser_files.copy()" \
    && rm -r node_modules \
    && SECRET_KEY=unused DATABASE_URL=postgres://unused python manage.py collectstatic --no-input
RUN install --directory --owner=nobody /srv/exports
USER nobody
EXPOSE 8000
CMD ["gunicorn", "--config", "config/web_server.py", "--bind", "0.0.0.0:8000"]
