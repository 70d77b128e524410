"""The design that Kalanjiyam's Flask site had, against a real Celery 5 and a real Redis.

One status poll restores the group and asks for the state of each page's task; one clear scans the
whole database for the record of the task. Prints a JSON line for each measurement.

usage: celery_design.py REDIS_URL poll PAGES FINISHED | clear LIVE_TASKS
"""
import json
import sys
import time
import uuid

import redis
from celery import Celery
from celery.result import GroupResult

url, what = sys.argv[1], sys.argv[2]
store = redis.Redis.from_url(url)
app = Celery(broker=url, backend=url)


def commands():
    return store.info("stats")["total_commands_processed"]


def measured(step):
    before = commands()
    start = time.perf_counter()
    step()
    millis = (time.perf_counter() - start) * 1000
    return commands() - before - 1, millis


def poll(pages, finished):
    store.flushall()
    group = str(uuid.uuid4())
    ids = [str(uuid.uuid4()) for _ in range(pages)]
    app.backend.save_group(group, GroupResult(group, [app.AsyncResult(i) for i in ids]))
    for page in ids[:finished]:
        app.backend.store_result(page, None, "SUCCESS")

    def one_poll():
        result = GroupResult.restore(group, app=app)
        result.completed_count()
        for page in result.results:
            if page.state not in ("SUCCESS", "FAILURE"):
                page.info
                page.successful()

    return measured(one_poll)


def clear(live):
    store.flushall()
    pipe = store.pipeline(transaction=False)
    for number in range(live):
        record = {"task_id": f"task-{number}", "engine": "google",
                  "started_at": "2024-01-15T10:30:00.000000", "project_slug": f"book-{number}"}
        pipe.set(f"ocr_task:book-{number}", json.dumps(record), ex=86400)
        if number % 5000 == 4999:
            pipe.execute()
    pipe.execute()

    def one_clear():
        for key in store.scan_iter(match="ocr_task:*"):
            value = store.get(key)
            if value and json.loads(value).get("task_id") == f"task-{live // 2}":
                store.delete(key)
                break

    return measured(one_clear)


if what == "poll":
    used, millis = poll(int(sys.argv[3]), int(sys.argv[4]))
else:
    used, millis = clear(int(sys.argv[3]))
print(json.dumps({"commands": used, "millis": round(millis, 3)}))
