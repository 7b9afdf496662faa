"""What commands say of their own work, in English and in French."""

from __future__ import annotations

from typing import Final

CLI_MESSAGES: Final[dict[str, tuple[str, str]]] = {
    # ---- check ----
    "check_ok": ("{file}: OK", "{file} : correct"),
    "check_years": (
        "  {name} ({title}), {first}–{last} after {spin_up} years of spin-up",
        "  {name} ({title}), {first}–{last} après {spin_up} ans de mise en route",
    ),
    "check_territory": ("  territory: {place}", "  territoire : {place}"),
    "check_policies": ("  policies: {policies}", "  politiques : {policies}"),
    "check_none": ("none", "aucune"),
    "check_digest": ("  digest: {digest}", "  empreinte : {digest}"),
    # ---- runs ----
    "national_done": (
        "{territories} territories; runs that failed: {failed}",
        "{territories} territoires ; simulations en échec : {failed}",
    ),
    "national_no_territory": (
        "{folder}: no territory (.npz) there; write some with `peuplement territory build-all`",
        "{folder} : aucun territoire (.npz) ici ; écrivez-en avec `peuplement territory build-all`",
    ),
    "tables_in": ("Tables: {out}", "Tables : {out}"),
    "figures_in": ("Figures: {out}", "Figures : {out}"),
    "stories_in": (
        "Stories: peuplement explain {out} --list",
        "Récits : peuplement explain {out} --list",
    ),
    "progress_left": ("{percent:3d} %, {left} left", "{percent:3d} %, encore {left}"),
    "interrupted": (
        "Interrupted: nothing was written.",
        "Interrompu : rien n’a été écrit.",
    ),
    "out_exists": (
        "exists already; give another --out, or remove it first",
        "existe déjà ; donnez un autre --out, ou ôtez-le d’abord",
    ),
    "out_in_file": (
        "{file} is a file, not a folder; give another --out",
        "{file} est un fichier, non un dossier ; donnez un autre --out",
    ),
    "out_closed": (
        "{folder} cannot be written to; give another --out",
        "{folder} est fermé à l’écriture ; donnez un autre --out",
    ),
    "disk": (
        "the disk refused to write ({reason}): nothing was kept; free some space, or give another "
        "--out",
        "le disque a refusé d’écrire ({reason}) : rien n’a été gardé ; libérez de la place, ou "
        "donnez un autre --out",
    ),
    "out_no_folder": (
        "its folder does not exist; make it first",
        "son dossier n’existe pas ; faites-le d’abord",
    ),
    # ---- stories ----
    "not_identity": (
        "--{option} {value}: must be a whole number; `peuplement explain {path} --list` shows some",
        "--{option} {value} : doit être un nombre entier ; `peuplement explain {path} --list` "
        "en montre",
    ),
    # ---- scenarios ----
    "is_folder_grid": (
        "this is a folder; give a grid file (.toml), whose tables are [[criteria]]",
        "c’est un dossier ; donnez un fichier de grille (.toml), dont les tables sont [[criteria]]",
    ),
    "comfort_below_minimum": (
        "must be at least residual_minimum ({minimum}); raise it, or lower residual_minimum",
        "doit valoir au moins residual_minimum ({minimum}) ; augmentez-le, ou baissez "
        "residual_minimum",
    ),
}
