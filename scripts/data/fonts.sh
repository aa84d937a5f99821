#!/usr/bin/env bash
# Makes the fonts of the briefing (server/briefing/fonts) from those of Debian's fonts-croscore and fonts-noto-core: only
# the characters of Vietnamese, English and Arabic, without hints, which a PDF does not use. Needs apt, dpkg and
# fonttools. Run it again only to add characters: other font bytes make other briefing bytes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
(cd "$dir" && apt-get download fonts-croscore fonts-noto-core)
for package in "$dir"/*.deb; do dpkg -x "$package" "$dir"; done
from=$dir/usr/share/fonts/truetype
to=server/briefing/fonts

# subset FILE NAME RANGES: names, licence and trademark of the font stay in it.
subset() {
  pyftsubset "$from/$1" --output-file="$to/$2" --unicodes="$3" --layout-features='*' --no-hinting --name-IDs='*' \
    --notdef-outline --no-recalc-timestamp --drop-tables+=DSIG,FFTM
}

latin=U+0020-007E,U+00A0-017F,U+01A0-01A1,U+01AF-01B0,U+02C6-02DD,U+0300-0304,U+0306-030C,U+031B,U+0323,U+1EA0-1EF9
signs=U+200B-200F,U+2010-2027,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+2066-2069,U+20AB,U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+25A0-25A1,U+25B2,U+25CB,U+25CF
arabic=U+0020,U+00A0,U+00AB,U+00BB,U+0600-06FF,U+200C-200F,U+202F,U+2066-2069,U+FD3E-FD3F,U+FDF2
for style in Regular Bold Italic; do
  subset "croscore/Tinos-$style.ttf" "Tinos-$style.ttf" "$latin,$signs"
done
for style in Regular Bold; do
  subset "noto/NotoNaskhArabic-$style.ttf" "NotoNaskhArabic-$style.ttf" "$arabic"
done
ls -l "$to"
