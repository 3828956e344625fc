"""How papers write a day, for played pages; kept apart from the tables of riwaya, so that these are tested by it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from hijridate import Gregorian

WEEKDAYS: Final = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
LEVANT: Final = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|")
NILE: Final = "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر".split("|")
ALGERIA: Final = "جانفي|فيفري|مارس|أفريل|ماي|جوان|جويلية|أوت|سبتمبر|أكتوبر|نوفمبر|ديسمبر".split("|")
MOROCCO: Final = "يناير|فبراير|مارس|أبريل|ماي|يونيو|يوليوز|غشت|شتنبر|أكتوبر|نونبر|دجنبر".split("|")
HIJRI: Final = "محرم|صفر|ربيع الأول|ربيع الآخر|جمادى الأولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال|ذو القعدة|ذو الحجة".split(
    "|"
)
_INDIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def indic(written: str) -> str:
    return written.translate(_INDIC)


def levant(day: dt.date) -> str:
    """الاثنين 10 آب 2015 (Monday)."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {LEVANT[day.month - 1]} {day.year}"


def nile(day: dt.date) -> str:
    """10 أغسطس 2015 (August)."""
    return f"{day.day} {NILE[day.month - 1]} {day.year}"


def both(day: dt.date) -> str:
    """10 آب/أغسطس 2015 (August, by both names)."""
    return f"{day.day} {LEVANT[day.month - 1]}/{NILE[day.month - 1]} {day.year}"


def bracketed(day: dt.date) -> str:
    """١٠ أغسطس (آب) ٢٠١٥ in Arabic-Indic digits."""
    return indic(f"{day.day} {NILE[day.month - 1]} ({LEVANT[day.month - 1]}) {day.year}")


def algeria(day: dt.date) -> str:
    """10 أوت 2015 (August)."""
    return f"{day.day} {ALGERIA[day.month - 1]} {day.year}"


def morocco(day: dt.date) -> str:
    """الإثنين 10 غشت 2015 (August)."""
    return f"{WEEKDAYS[day.weekday()].replace('الاثنين', 'الإثنين')} {day.day} {MOROCCO[day.month - 1]} {day.year}"


def slashes(day: dt.date) -> str:
    """10/08/2015."""
    return f"{day:%d/%m/%Y}"


def year_first(day: dt.date) -> str:
    """٢٠١٥-٨-١٠ in Arabic-Indic digits."""
    return indic(f"{day.year}-{day.month}-{day.day}")


def hijri(day: dt.date) -> str:
    """25 شوال 1436 هـ (of the hijra)."""
    there = Gregorian.fromdate(day).to_hijri()
    return f"{there.day} {HIJRI[there.month - 1]} {there.year} هـ"


def agency(day: dt.date) -> str:
    """25 شوال 1436 هـ الموافق 10 أغسطس 2015 م (both calendars, as an agency heads its wire)."""
    return f"{hijri(day)} الموافق {nile(day)} م"
